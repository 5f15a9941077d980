"""The words of decision logs in the languages that teams write them in. Only what is certain stands here."""

from __future__ import annotations

from archgen.adr.record import Kind, Status

_D, _P, _A, _R, _O, _S = (
    Status.DRAFT,
    Status.PROPOSED,
    Status.ACCEPTED,
    Status.REJECTED,
    Status.DEPRECATED,
    Status.SUPERSEDED,
)

# The first word of each status is the one that is written; the others are read.
STATUSES: dict[str, dict[Status, str]] = {
    "en": {
        _D: "draft|wip|work in progress",
        _P: "proposed|proposal|pending|pending approval|open|in review|under review|in discussion|under discussion|rfc",
        _A: "accepted|approved|active|adopted|decided|implemented|agreed|in force",
        _R: "rejected|declined|refused",
        _O: "deprecated|obsolete",
        _S: "superseded|superceded|superseeded|supersceded|replaced|superseded by|superceded by|superseeded by"
        "|supersceded by|replaced by",
    },
    "de": {
        _D: "entwurf|in arbeit",
        _P: "vorgeschlagen|vorschlag|offen|in diskussion|in prüfung",
        _A: "angenommen|akzeptiert|beschlossen|entschieden|genehmigt|umgesetzt",
        _R: "abgelehnt|verworfen",
        _O: "veraltet|überholt",
        _S: "ersetzt|abgelöst|ersetzt durch|abgelöst durch",
    },
    "fr": {
        _D: "brouillon|ébauche|en cours de rédaction",
        _P: "proposé|proposée|proposition|en discussion|en revue",
        _A: "accepté|acceptée|adopté|adoptée|approuvé|approuvée|validé|validée",
        _R: "rejeté|rejetée|refusé|refusée",
        _O: "déprécié|dépréciée|obsolète",
        _S: "remplacé|remplacée|remplacé par|remplacée par",
    },
    "es": {
        _D: "borrador",
        _P: "propuesto|propuesta|en revisión|en discusión",
        _A: "aceptado|aceptada|aprobado|aprobada|adoptado|adoptada",
        _R: "rechazado|rechazada",
        _O: "obsoleto|obsoleta",
        _S: "reemplazado|reemplazada|reemplazado por|reemplazada por|sustituido|sustituida|sustituido por"
        "|sustituida por",
    },
    "pt": {
        _D: "rascunho",
        _P: "proposto|proposta|em discussão|em revisão",
        _A: "aceito|aceita|aceite|aprovado|aprovada|adotado|adotada",
        _R: "rejeitado|rejeitada",
        _O: "descontinuado|descontinuada|depreciado",
        _S: "substituído|substituída|substituído por|substituída por",
    },
    "it": {
        _D: "bozza",
        _P: "proposto|proposta|in discussione|in revisione",
        _A: "accettato|accettata|approvato|approvata|adottato|adottata",
        _R: "rifiutato|rifiutata|respinto|respinta",
        _O: "deprecato|deprecata",
        _S: "sostituito|sostituita|sostituito da|sostituita da|superato da",
    },
    "nl": {
        _D: "concept",
        _P: "voorgesteld|voorstel",
        _A: "geaccepteerd|aanvaard|goedgekeurd",
        _R: "afgewezen|verworpen",
        _O: "verouderd",
        _S: "vervangen|vervangen door",
    },
    "sv": {
        _D: "utkast",
        _P: "föreslagen|föreslaget|förslag",
        _A: "accepterad|accepterat|godkänd|godkänt|beslutad|beslutat",
        _R: "avvisad|avvisat|avslagen|avslaget",
        _O: "föråldrad|föråldrat",
        _S: "ersatt|ersatt av",
    },
    "pl": {
        _D: "szkic|wersja robocza",
        _P: "proponowany|proponowana|proponowane|zaproponowany|zaproponowana|propozycja",
        _A: "zaakceptowany|zaakceptowana|zaakceptowane|przyjęty|przyjęta|przyjęte|zatwierdzony|zatwierdzona",
        _R: "odrzucony|odrzucona|odrzucone",
        _O: "przestarzały|przestarzała|nieaktualny|nieaktualna",
        _S: "zastąpiony|zastąpiona|zastąpione|zastąpiony przez|zastąpiona przez",
    },
    "ru": {
        _D: "черновик",
        _P: "предложено|предложена|предложение|на рассмотрении|обсуждается",
        _A: "принято|принята|принят|утверждено|утверждена|одобрено",
        _R: "отклонено|отклонена|отвергнуто",
        _O: "устарело|устарела",
        _S: "заменено|заменена|заменено на|заменена на",
    },
    "zh": {
        _D: "草案|草稿",
        _P: "提议|提议中|已提议|提案|提案中|待定|讨论中|評審中|评审中",
        _A: "已接受|接受|已采纳|采纳|已採納|已通过|已通過|已批准",
        _R: "已拒绝|拒绝|已拒絕|已否决",
        _O: "已弃用|弃用|已棄用|已废弃|已廢棄|已过时",
        _S: "已取代|被取代|已被取代|已替代|已被替代|取代者",
    },
    "ja": {
        _D: "下書き|ドラフト",
        _P: "提案|提案中|提案済み|検討中|レビュー中",
        _A: "承認|承認済み|承認済|採用|採用済み|決定|決定済み",
        _R: "却下|却下済み|不採用",
        _O: "非推奨|廃止|廃止済み",
        _S: "置き換え|置き換え済み|置換済み|置換",
    },
    "ko": {
        _D: "초안|작성 중",
        _P: "제안|제안됨|검토 중|논의 중",
        _A: "승인|승인됨|채택|채택됨|수락됨|수락|확정",
        _R: "거부|거부됨|거절됨|기각|반려",
        _O: "폐기|폐기됨|사용 중단",
        _S: "대체|대체됨",
    },
}

# Written forms of the two sides of a succession, for logs in another language than English.
SUCCESSION: dict[str, tuple[str, str]] = {
    "en": ("Supersedes", "Superseded by"),
    "de": ("Ersetzt", "Ersetzt durch"),
    "fr": ("Remplace", "Remplacé par"),
    "es": ("Reemplaza a", "Reemplazado por"),
    "pt": ("Substitui", "Substituído por"),
    "it": ("Sostituisce", "Sostituito da"),
    "nl": ("Vervangt", "Vervangen door"),
    "sv": ("Ersätter", "Ersatt av"),
    "pl": ("Zastępuje", "Zastąpiony przez"),
    "ru": ("Заменяет", "Заменено на"),
    "zh": ("取代", "被取代"),
    "ja": ("置き換える", "置き換え"),
    "ko": ("대체함", "대체됨"),
}

RELATIONS: dict[Kind, str] = {
    Kind.SUPERSEDES: "supersedes|supercedes|superseeds|replaces",
    Kind.SUPERSEDED_BY: "superseded by|superceded by|superseeded by|supersceded by|replaced by|superseded|superseded-by"
    "|superseder|replaced-by",
    Kind.AMENDS: "amends|amend",
    Kind.AMENDED_BY: "amended by|amended-by",
    Kind.DEPENDS_ON: "depends on|depends-on|requires",
    Kind.REQUIRED_BY: "required by|required-by|is required by",
    Kind.RELATES_TO: "relates to|related to|relates-to|related|see also|related adrs|related decisions",
}

# How a relation is written in English, whatever it was read from.
WRITTEN = {
    Kind.SUPERSEDES: "Supersedes",
    Kind.SUPERSEDED_BY: "Superseded by",
    Kind.AMENDS: "Amends",
    Kind.AMENDED_BY: "Amended by",
    Kind.DEPENDS_ON: "Depends on",
    Kind.REQUIRED_BY: "Required by",
    Kind.RELATES_TO: "Relates to",
}

FIELDS: dict[str, str] = {
    "status": "status|statut|état|estado|stato|situação|stan|статус|状态|狀態|ステータス|状態|상태",
    "date": "date|datum|fecha|data|дата|日期|日付|날짜|decision date|date decided|decided on|last updated|revdate",
    "deciders": "deciders|decision-makers|decision makers|decision maker|decider|decided by|entscheider|décideurs"
    "|decisores|responsables|decisori|beslissers|beslutsfattare|decydenci|决策者|決定者|결정자",
    "consulted": "consulted",
    "informed": "informed",
    "tags": "tags|tag|categories|category|labels|keywords|schlagwörter|étiquettes|etiquetas",
    "decision-id": "decision-id",
}

# What a section is for, by its heading; the first heading of a language is the one that is written.
HEADINGS: dict[str, dict[str, str]] = {
    "en": {
        "status": "Status|Decision status",
        "context": "Context|Context and Problem Statement|Problem|Problem statement|Background|Motivation|Issue",
        "options": "Considered Options|Options|Alternatives|Alternatives considered|Options considered",
        "decision": "Decision|Decision Outcome|Outcome|Resolution",
        "consequences": "Consequences|Implications|Impact|Positive Consequences",
    },
    "de": {
        "status": "Status",
        "context": "Kontext|Kontext und Problemstellung|Ausgangslage|Hintergrund|Problemstellung",
        "options": "Betrachtete Optionen|Optionen|Alternativen|Betrachtete Alternativen",
        "decision": "Entscheidung|Ergebnis der Entscheidung",
        "consequences": "Konsequenzen|Folgen|Auswirkungen",
    },
    "fr": {
        "status": "Statut",
        "context": "Contexte|Contexte et problématique|Contexte et problème",
        "options": "Options envisagées|Options|Alternatives|Options considérées",
        "decision": "Décision",
        "consequences": "Conséquences",
    },
    "es": {
        "status": "Estado",
        "context": "Contexto|Contexto y planteamiento del problema",
        "options": "Opciones consideradas|Opciones|Alternativas",
        "decision": "Decisión|Resultado de la decisión",
        "consequences": "Consecuencias",
    },
    "pt": {
        "status": "Status|Estado|Situação",
        "context": "Contexto",
        "options": "Opções consideradas|Opções",
        "decision": "Decisão",
        "consequences": "Consequências",
    },
    "it": {
        "status": "Stato",
        "context": "Contesto",
        "options": "Opzioni considerate|Opzioni",
        "decision": "Decisione",
        "consequences": "Conseguenze",
    },
    "nl": {
        "status": "Status",
        "context": "Context",
        "options": "Overwogen opties|Opties",
        "decision": "Besluit|Beslissing",
        "consequences": "Gevolgen|Consequenties",
    },
    "sv": {
        "status": "Status",
        "context": "Sammanhang|Bakgrund",
        "options": "Alternativ",
        "decision": "Beslut",
        "consequences": "Konsekvenser",
    },
    "pl": {
        "status": "Status|Stan",
        "context": "Kontekst",
        "options": "Rozważane opcje|Opcje",
        "decision": "Decyzja",
        "consequences": "Konsekwencje",
    },
    "ru": {
        "status": "Статус",
        "context": "Контекст",
        "options": "Рассмотренные варианты|Варианты",
        "decision": "Решение",
        "consequences": "Последствия",
    },
    "zh": {
        "status": "状态|狀態",
        "context": "背景|上下文",
        "options": "考虑的选项|备选方案|选项",
        "decision": "决策|决定|決策|決定",
        "consequences": "后果|影响|结果|後果",
    },
    "ja": {
        "status": "ステータス|状態",
        "context": "コンテキスト|背景|コンテクスト",
        "options": "検討した選択肢|選択肢",
        "decision": "決定|決定事項",
        "consequences": "結果|影響",
    },
    "ko": {
        "status": "상태",
        "context": "맥락|배경|컨텍스트",
        "options": "고려한 대안|대안",
        "decision": "결정",
        "consequences": "결과|영향",
    },
}

# Sections that hold links to other records; the first is the one that is written.
LINK_HEADINGS = ("Links", "Related decisions", "Links to other decisions")
LINK_SECTIONS = frozenset(
    {"links", "related decisions", "links to other decisions", "related", "related adrs", "see also", "references"}
    | {"more information", "verweise", "liens", "enlaces", "relacionado"}
)

STATUS_OF = {
    word: (status, language)
    for language, statuses in reversed(STATUSES.items())
    for status, words in statuses.items()
    for word in words.split("|")
}
KIND_OF = {word: kind for kind, words in RELATIONS.items() for word in words.split("|")} | {
    word.casefold(): kind
    for pair in SUCCESSION.values()
    for word, kind in zip(pair, (Kind.SUPERSEDES, Kind.SUPERSEDED_BY), strict=True)
}
FIELD_OF = {word: field for field, words in FIELDS.items() for word in words.split("|")}
ROLE_OF = {
    word.casefold(): (role, language)
    for language, roles in reversed(HEADINGS.items())
    for role, words in roles.items()
    for word in words.split("|")
}


def status_word(status: Status, language: str = "en") -> str:
    """How `status` is written in a language, in lower case."""
    return STATUSES.get(language, STATUSES["en"])[status].partition("|")[0]


def heading(role: str, language: str = "en") -> str:
    """How the section of a role is headed in a language."""
    return HEADINGS.get(language, HEADINGS["en"])[role].partition("|")[0]
