"""The bytes of a text file as UTF-8 lines: decoded without guessing, line ends made one, hashed on the way.

A byte that cannot be told is refused, never replaced. Source: formats.md "Normalised without loss and listed".
"""

from __future__ import annotations

import codecs
import hashlib
import re
from collections.abc import Iterator
from concurrent.futures import Future, ThreadPoolExecutor
from pathlib import Path

import numpy as np

from openperkins.records.problems import ProblemLog
from openperkins.records.reading.catalogue import found
from openperkins.records.reading.lines import BLOCK_BYTES, MOST_LINE_CHARACTERS, Bytes

#: Bytes of a file in memory at once.
SLICE_BYTES = 12 << 20
#: A line this long without an end is cut; it is refused as too long in any case.
_KEPT_OF_ENDLESS_LINE = 2 * MOST_LINE_CHARACTERS

_UTF16 = {codecs.BOM_UTF16_LE: "utf-16-le", codecs.BOM_UTF16_BE: "utf-16-be"}
_LOOKS_LIKE_UTF8 = re.compile(rb"[\xc0-\xff][\x80-\xbf]")
_WINDOWS_UNSURE = re.compile(rb"[\x80-\x9f]")
#: What may stand at the front of a file that is no text: the mark, what the file is, and what to do.
_OTHER_FORMATS = (
    (b"%PDF", "a PDF document", "Send the data file, not a printed report."),
    (b"PK\x03\x04", "a zip archive or a workbook", "Send the CSV file itself, or name a workbook .xlsx."),
    (b"\xd0\xcf\x11\xe0", "an old .xls or password-protected workbook", "Save it as CSV UTF-8."),
    (b"PAR1", "a Parquet file", "Name it .parquet."),
    (b"\x1f\x8b", "a compressed (gzip) file", "Send the CSV file itself."),
    (b"7z\xbc\xaf", "a 7-Zip archive", "Send the CSV file itself."),
    (b"Rar!", "a RAR archive", "Send the CSV file itself."),
    (b"{\\rtf", "a word-processor document", "Save the data as CSV UTF-8."),
)
_WEB_PAGE = re.compile(rb"\s*(<!doctype\s+html|<html|<head|<table|<\?xml)", re.IGNORECASE)


class TextLines:
    """The lines of one file, a slice of whole lines at a time.

    `slices()` yields text in UTF-8 that ends in `\\n` and holds no NUL and no CR. Whoever uses it counts its lines and
    moves `line`, the number of the next slice's first line, on before asking for more.
    After a problem of the whole file `failed` is set and nothing more is yielded; the hash still covers every byte.
    """

    def __init__(self, path: Path, log: ProblemLog) -> None:
        self.path = path
        self.log = log
        self.failed = False
        self._hash = hashlib.sha256()
        self._encoding: str | None = None
        self.line = 1
        self._lone_returns = self._pairs = self._feeds = 0

    @property
    def sha256(self) -> str:
        """Hexadecimal; of the whole file once `slices()` is used up."""
        return self._hash.hexdigest()

    def slices(self) -> Iterator[bytes]:
        """Slices of whole lines. The file's bytes are hashed in a second thread meanwhile."""
        yield from self._utf8(self._whole_lines(self._decoded(self._blocks())))
        if not self.failed:
            self._note_line_ends()

    def _blocks(self) -> Iterator[bytes]:
        """The raw bytes, each block hashed; read to the end even when the reader stops asking early."""
        with ThreadPoolExecutor(1) as thread, self.path.open("rb", buffering=0) as file:
            pending: Future[None] | None = None
            try:
                while block := file.read(SLICE_BYTES):
                    if pending:
                        pending.result()
                    pending = thread.submit(self._hash.update, block)
                    yield block
            finally:
                if pending:
                    pending.result()
                while block := file.read(SLICE_BYTES):
                    self._hash.update(block)

    def _fail(self, id: str, **details: object) -> None:
        self.failed = True
        found(self.log, id, **details)

    def _decoded(self, blocks: Iterator[bytes]) -> Iterator[bytes]:
        """Bytes of UTF-8 or of an encoding not yet known; UTF-16 is turned into UTF-8, marks are dropped."""
        decoder: codecs.IncrementalDecoder | None = None
        first = True
        for block in blocks:
            if first:
                first = False
                if self._is_other_format(block):
                    return
                if encoding := _UTF16.get(block[:2]):
                    found(self.log, "N002")
                    decoder, block = codecs.getincrementaldecoder(encoding)(), block[2:]
                elif block.startswith(codecs.BOM_UTF8):
                    found(self.log, "N001")
                    block = block[3:]
                elif block[:4096].count(0) * 4 >= len(block[:4096]):
                    self._fail("F020", position=block.find(0))
                    return
            if decoder:
                try:
                    block = decoder.decode(block).encode("utf-8")
                except UnicodeError as error:
                    self._fail("F025", why=getattr(error, "reason", str(error)))
                    return
            yield block
        if first:
            self._fail("F011")
        elif decoder and decoder.getstate()[0]:
            self._fail("F025", why="it ends in the middle of a character")

    def _is_other_format(self, block: bytes) -> bool:
        for mark, what, how in _OTHER_FORMATS:
            if block.startswith(mark):
                self._fail("F014", what=what, expected="a CSV file", how=how)
                return True
        if _WEB_PAGE.match(block):
            self._fail("F014", what="a web page or XML", expected="a CSV file", how="Save the data as CSV UTF-8.")
            return True
        return False

    def _whole_lines(self, blocks: Iterator[bytes]) -> Iterator[bytes]:
        """The same bytes cut at line ends; every line end made `\\n`."""
        carry = b""
        endless = False
        for block in blocks:
            text = carry + block
            cut = max(text.rfind(b"\n"), text.rfind(b"\r", 0, -1)) + 1
            if cut == 0:
                endless = endless or len(text) > SLICE_BYTES
                carry = text[:_KEPT_OF_ENDLESS_LINE] if endless else text
                continue
            endless = False
            carry = text[cut:]
            yield self._one_line_end(text[:cut])
        if carry.endswith(b"\x1a"):
            found(self.log, "N006")
            carry = carry[:-1]
        if carry and not self.failed:
            last = self._one_line_end(carry)
            yield last if last.endswith(b"\n") else last + b"\n"

    def _one_line_end(self, text: bytes) -> bytes:
        returns = text.count(b"\r")
        if not returns:
            self._feeds += text.endswith(b"\n")
            return text
        pairs = text.count(b"\r\n")
        self._pairs += pairs
        self._lone_returns += returns - pairs
        self._feeds += text.count(b"\n") - pairs
        if returns == pairs:
            return text.translate(None, b"\r")
        return text.replace(b"\r\n", b"\n").replace(b"\r", b"\n")

    def _note_line_ends(self) -> None:
        if self._lone_returns and not (self._pairs or self._feeds):
            found(self.log, "N003", what="old Mac line ends (CR)")
        elif bool(self._lone_returns) + bool(self._pairs) + bool(self._feeds) > 1:
            found(self.log, "N003", what="several kinds of line ends")

    def _utf8(self, texts: Iterator[bytes]) -> Iterator[bytes]:
        for text in texts:
            utf8 = self._as_utf8(text)
            if utf8 is None:
                return
            yield utf8

    def _as_utf8(self, text: bytes) -> bytes | None:
        """`text` in UTF-8, or None after saying why it cannot be."""
        nul = text.find(0)
        if nul >= 0:
            self._fail("F021", row=self._line_of(text, nul))
            return None
        if text.isascii():
            return text
        bad = _first_invalid(text)
        if bad is None:
            if self._encoding == "windows":
                high = re.search(rb"[\x80-\xff]", text)
                return self._refuse("F023", text, high.start() if high else 0)
            self._encoding = "utf-8"
            return text
        if self._encoding == "utf-8" or _LOOKS_LIKE_UTF8.search(text):
            return self._refuse("F023", text, bad)
        if unsure := _WINDOWS_UNSURE.search(text):
            return self._refuse("F022", text, unsure.start())
        if self._encoding is None:
            self._encoding = "windows"
            found(self.log, "F024", row=self._line_of(text, bad), value=_value_around(text, bad))
        return text.decode("latin-1").encode("utf-8")

    def _refuse(self, id: str, text: bytes, place: int) -> None:
        self._fail(id, row=self._line_of(text, place), byte=f"{text[place]:02X}")

    def _line_of(self, text: bytes, place: int) -> int:
        return self.line + text.count(b"\n", 0, place)


def _first_invalid(text: bytes) -> int | None:
    """Where `text` first fails to be UTF-8, or None; a cache-sized block of whole lines at a time."""
    data = np.frombuffer(text, np.uint8)
    start = 0
    while start < len(text):
        end = text.rfind(b"\n", start, start + BLOCK_BYTES) + 1 or len(text)
        place = _first_invalid_in_block(data[start:end])
        if place is not None:
            return start + place
        start = end
    return None


def _first_invalid_in_block(data: Bytes) -> int | None:
    """Only bytes outside ASCII are decoded: each run of them behind a space.

    ASCII always ends a sequence, so nothing is lost by leaving the rest out.
    """
    high = np.flatnonzero(data > 127)
    if not len(high):
        return None
    places = np.arange(len(high)) + np.cumsum(np.diff(high, prepend=-2) > 1)
    runs = np.full(int(places[-1]) + 1, 32, np.uint8)
    runs[places] = data[high]
    try:
        runs.tobytes().decode("utf-8")
    except UnicodeDecodeError as error:
        return int(high[np.searchsorted(places, error.start)])
    return None


def _value_around(text: bytes, place: int) -> str:
    """The value that holds byte `place`, read as Windows text."""
    start = max(text.rfind(c, 0, place) for c in (b",", b'"', b"\n")) + 1
    ends = [e for c in (b",", b'"', b"\n") if (e := text.find(c, place)) >= 0]
    return text[start : min(ends, default=len(text))].decode("latin-1")
