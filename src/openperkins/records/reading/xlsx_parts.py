"""The container of a workbook: a zip file, looked through with limits before the spreadsheet library may read it.

No library checks a workbook so: the zip directory is not trusted, every part is inflated once and counted, and XML with
a document type declaration is refused. Runs in the limited child process; standard library only. A refusal is raised
as `Refused` with the problem's id.
"""

from __future__ import annotations

import re
import zipfile
import zlib
from collections.abc import Iterator
from typing import BinaryIO
from xml.parsers import expat

MOST_INFLATED = 100_000_000
MOST_PARTS = 2_000
#: Beyond this many times its packed size a large part is a bomb, not a sheet.
MOST_RATIO = 500
RATIO_FROM = 10_000_000
_READ = 1 << 16
#: How the names of the Strict form of the format begin; spreadsheet programs write the other form unless told to.
_STRICT = "http://purl.oclc.org/ooxml/"
_UNSAFE = re.compile(r"(^|[/\\])\.\.([/\\]|$)|^[/\\]|^[A-Za-z]:|[\x00-\x1f]")
_OTHER = (
    (b"%PDF", "a PDF document"),
    (b"PAR1", "a Parquet file"),
    (b"\x1f\x8b", "a compressed (gzip) file"),
)


class Refused(Exception):
    """The workbook cannot be read: the problem's id in the catalogue and the details of its sentence."""

    def __init__(self, id: str, **details: str) -> None:
        super().__init__(id, details)
        self.id = id
        self.details = details


def damaged(why: str) -> Refused:
    """The refusal of a workbook whose parts do not make sense."""
    return Refused("F060", why=why)


class Parts:
    """The parts of one workbook, found safe to read. Raises Refused for what is no readable workbook."""

    def __init__(self, file: BinaryIO) -> None:
        _refuse_other_formats(file.read(512))
        file.seek(0)
        try:
            self._zip = zipfile.ZipFile(file)
        except (zipfile.BadZipFile, OSError, ValueError, EOFError) as error:
            raise damaged("its zip directory cannot be read") from error
        self.names = self._zip.namelist()
        self._left = MOST_INFLATED
        self._check_directory()
        self._check_kind()
        for name in self.names:
            self._look_through(name)

    def _check_directory(self) -> None:
        infos = self._zip.infolist()
        if len(infos) > MOST_PARTS:
            raise Refused("F063", why=f"it has more than {MOST_PARTS:,} parts")
        for info in infos:
            if _UNSAFE.search(info.orig_filename):
                raise Refused("F064", value=info.orig_filename)
        if len(set(self.names)) < len(self.names):
            raise damaged("two parts have one name")
        if any(info.flag_bits & 1 for info in infos):
            raise Refused("F061")
        if sum(info.file_size for info in infos) > MOST_INFLATED:
            raise Refused("F063", why=f"it unpacks to more than {MOST_INFLATED // 1_000_000} MB")
        for info in infos:
            if info.file_size > RATIO_FROM and info.file_size > MOST_RATIO * max(info.compress_size, 1):
                raise Refused("F063", why=f"a part unpacks to more than {MOST_RATIO} times its size")

    def _check_kind(self) -> None:
        names = set(self.names)
        if "mimetype" in names and b"opendocument" in b"".join(self._read("mimetype")):
            raise Refused("F062")
        if any(n.endswith("workbook.bin") for n in names):
            raise _not_a_workbook("a binary workbook (.xlsb)")
        if "[Content_Types].xml" not in names or not any(n.endswith("workbook.xml") for n in names):
            raise _not_a_workbook("a zip archive")

    def _read(self, name: str) -> Iterator[bytes]:
        """The part's bytes as they are inflated, counted; raises Refused when they do not match the directory."""
        seen = 0
        try:
            info = self._zip.getinfo(name)
            with self._zip.open(info) as part:
                while block := part.read(_READ):
                    seen += len(block)
                    self._left -= len(block)
                    if self._left < 0:
                        raise Refused("F063", why=f"it unpacks to more than {MOST_INFLATED // 1_000_000} MB")
                    yield block
        except (zipfile.BadZipFile, zlib.error, EOFError, OSError, NotImplementedError, RuntimeError) as error:
            raise damaged(f"its part {name} cannot be unpacked") from error
        if seen != info.file_size:
            raise damaged("sizes do not agree")

    def _look_through(self, name: str) -> None:
        """Inflate a part to its end and parse it as XML, whatever its name says: the library decides by other rules."""
        parser = expat.ParserCreate()
        parser.StartDoctypeDeclHandler = _refuse_doctype

        def root(tag: str, attributes: dict[str, str]) -> None:
            parser.StartElementHandler = None
            if tag.rpartition(":")[2] == "workbook" and any(v.startswith(_STRICT) for v in attributes.values()):
                raise _not_a_workbook("a Strict Open XML workbook")  # the library would find no cell in it

        parser.StartElementHandler = root
        is_xml = True
        for block in self._read(name):
            is_xml = is_xml and _parses(parser, block)
        if not (is_xml and _parses(parser, b"", last=True)) and name.endswith((".xml", ".rels")):
            raise damaged(f"its part {name} is not well-formed")


def _parses(parser: expat.XMLParserType, block: bytes, *, last: bool = False) -> bool:
    try:
        parser.Parse(block, last)
    except (expat.ExpatError, LookupError, ValueError):  # the last two: an encoding that is unknown or not supported
        return False
    return True


def _refuse_doctype(*_: object) -> None:
    raise Refused("F065")


def _refuse_other_formats(head: bytes) -> None:
    if not head:
        raise Refused("F011")
    if head.startswith(b"\xd0\xcf\x11\xe0"):
        raise Refused("F061")
    if head.startswith(b"PK"):
        return
    for mark, what in _OTHER:
        if head.startswith(mark):
            raise _not_a_workbook(what)
    if head.lstrip(b"\xef\xbb\xbf \t\r\n").startswith(b"<"):
        raise _not_a_workbook("a web page or XML")
    if b"\0" not in head and (b"," in head or b"\n" in head):
        raise _not_a_workbook("a text file")
    raise damaged("it does not begin as a workbook does")


def _not_a_workbook(what: str) -> Refused:
    return Refused("F014", what=what, expected="a workbook (.xlsx)", how="Save it as .xlsx, or name it by what it is.")
