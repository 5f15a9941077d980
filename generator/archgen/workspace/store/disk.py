"""Single acts on files, each all or nothing, and what the system's refusals mean. Knows no journal."""

from __future__ import annotations

import errno
import hashlib
import os
from collections.abc import Iterable, Iterator, Mapping
from contextlib import contextmanager, suppress
from pathlib import Path

from archgen.problems import Exit, Problem, Stop, Where

Content = str | bytes | Path  # a text is encoded when it is written: a large run would not hold it twice
AT_ONCE = 200  # open files; systems allow 256 at least


def digest(data: bytes) -> str:
    """The hash by which a run knows a file's bytes again."""
    return hashlib.sha256(data).hexdigest()


def encoded(content: str | bytes) -> bytes:
    """The bytes of a text; what no encoding could read before comes out as it was."""
    return content.encode("utf-8", "surrogateescape") if isinstance(content, str) else content


def digest_of(file: Path) -> str | None:
    """The hash of a file; None if there is none."""
    data = read(file)
    return None if data is None else digest(data)


def read(file: Path) -> bytes | None:
    """The bytes of a file; None if there is none."""
    try:
        return file.read_bytes()
    except (FileNotFoundError, NotADirectoryError):
        return None


def stage(contents: Mapping[Path, tuple[Path, Content]]) -> Iterator[Path]:
    """Write each content beside its target and make it safe against loss of power; yields before each write.

    All files of a batch are handed to the disk before the first is waited for: half the time of one after the other.
    """
    items = tuple(contents.items())
    for first in range(0, len(items), AT_ONCE):
        handles: list[int] = []
        try:
            for place, (target, content) in items[first : first + AT_ONCE]:
                yield place
                handles.append(_create(place, target, content))
            for handle in handles:
                os.fsync(handle)
        finally:
            for handle in handles:
                os.close(handle)


def keep(file: Path, copy: Path) -> None:
    """Let `copy` hold what `file` holds: a second name of the same file, or a copy where disks have no such thing."""
    try:
        os.link(file, copy)
    except FileExistsError:
        return
    except OSError:
        import shutil  # deferred: it is slow to import, and hardly a disk needs it

        draft = copy.with_name(f"{copy.name}.draft")
        shutil.copy2(file, draft)
        draft.replace(copy)


def missing_folders(root: Path, paths: Iterable[str]) -> tuple[str, ...]:
    """The folders that must be made for the files `paths`, outer ones first."""
    found: set[str] = set()
    for folder in {path.rpartition("/")[0] for path in paths}:
        while folder and folder not in found and not (root / folder).exists():
            found.add(folder)
            folder = folder.rpartition("/")[0]
    return tuple(sorted(found))


def drop_empty(folders: Iterable[Path]) -> None:
    """Remove those folders that are empty, inner ones first."""
    for folder in sorted(set(folders), reverse=True):
        with suppress(OSError):
            folder.rmdir()


@contextmanager
def explained(afterwards: str) -> Iterator[None]:
    """Turn the system's refusal into a `Stop`; `afterwards` says how things stand now."""
    try:
        yield
    except OSError as error:
        raise refusal(error, afterwards) from error


def refusal(error: OSError, afterwards: str) -> Stop:
    """The end of a run that the system refused."""
    return Stop([_problem(error, afterwards)], Exit.ENVIRONMENT)


def _create(place: Path, target: Path, content: Content) -> int:
    """Write a new file with the rights of the one that it will replace; its handle stays open."""
    like = content if isinstance(content, Path) else target
    data = content.read_bytes() if isinstance(content, Path) else encoded(content)
    handle = os.open(place, os.O_CREAT | os.O_EXCL | os.O_WRONLY, 0o666)
    try:
        _write(handle, data)
        with suppress(FileNotFoundError):
            _dress(place, like.stat(), times=like is content)
        if hasattr(os, "posix_fadvise"):
            os.posix_fadvise(handle, 0, 0, os.POSIX_FADV_DONTNEED)
    except BaseException:
        os.close(handle)
        raise
    return handle


def _write(handle: int, data: bytes) -> None:
    view = memoryview(data)
    while view:
        view = view[os.write(handle, view) :]


def _dress(place: Path, like: os.stat_result, *, times: bool) -> None:
    """Give a file the rights of another, and its owner if we may."""
    place.chmod(like.st_mode & 0o7777)
    if os.name != "nt" and (like.st_uid, like.st_gid) != (os.geteuid(), os.getegid()):
        with suppress(PermissionError):
            os.chown(place, like.st_uid, like.st_gid)
    if times:
        os.utime(place, ns=(like.st_atime_ns, like.st_mtime_ns))


def _problem(error: OSError, afterwards: str) -> Problem:
    where = Where(str(error.filename2 or error.filename or "the disk"))
    if error.errno in (errno.ENOSPC, errno.EDQUOT):
        return Problem("workspace-disk-full", where, f"the disk is full. {afterwards}", "Make room, then run again.")
    if error.errno == errno.EROFS:
        return Problem("workspace-read-only", where, f"is on a read-only file system. {afterwards}")
    if error.errno in (errno.EACCES, errno.EPERM):
        hint = "Give yourself the right to write there, then run again."
        return Problem("workspace-not-permitted", where, f"may not be written by you. {afterwards}", hint)
    return Problem("workspace-disk-error", where, f"the system refused: {error.strerror or error}. {afterwards}")
