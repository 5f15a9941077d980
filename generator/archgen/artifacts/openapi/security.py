"""Who may call: one scheme for each kind of caller that an operation has."""

from __future__ import annotations

from archgen.artifacts.openapi.policy import Node, Policy
from archgen.interface import Operation

_MACHINES = {"partner": "partnerKey", "device": "deviceSignature"}


def security(operation: Operation, policy: Policy) -> list[Node]:
    """The schemes of which one opens an operation; none for a sign-in."""
    if operation.kind == "sign-in":
        return []
    if operation.kind == "callback":
        return [{"senderSignature": []}]
    machine = _MACHINES.get(operation.actor)
    return [{machine: []}] if machine else people(policy)


def people(policy: Policy) -> list[Node]:
    """The schemes by which people are known: of the identity provider, else the sessions of browsers and of apps."""
    if bought(policy):
        return [{"identityToken": []}]
    design = policy.blueprint.design
    browsers = design["web_clients"]
    apps = design["mobile_clients"] or design["device_clients"] or not browsers
    return [{name: []} for name, used in (("sessionCookie", browsers), ("sessionToken", apps)) if used]


def bought(policy: Policy) -> bool:
    """Whether somebody else's service signs people in."""
    return policy.decided("identity_provider") in ("cloud-identity", "keycloak")


def schemes(policy: Policy) -> Node:
    """The schemes that operations name, and the one for everything else."""
    asked = [people(policy), *(security(one, policy) for one in policy.interface.operations)]
    used = {name for entries in asked for entry in entries for name in entry}
    return {name: scheme for name, scheme in policy.fixed("securitySchemes").items() if name in used}
