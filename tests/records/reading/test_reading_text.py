"""Text files: what is accepted as it is, what is made one without loss, and where each fault is said to be."""

import pytest

from tests.records.reading.reading_help import HEADERS, follow_up, good, line, read, sims, text


def test_a_good_file(tmp_path):
    result = read(tmp_path, text(good(3)))
    assert result.report.problems == []
    assert result.frame.rows() == [(*sims(n), n) for n in (1, 2, 3)]
    assert (result.records.rows, result.records.left_out) == (3, 0)


@pytest.mark.parametrize(
    "content",
    [
        text(good(3))[:-1],
        text(good(3), end="\r\n"),
        text(good(3), end="\r\n")[:-2],
        text([",".join(f'"{v}"' for v in sims(n)) for n in (1, 2, 3)]),
    ],
    ids=["no last line end", "CRLF", "CRLF, no last line end", "all values quoted"],
)
def test_ordinary_variations_need_no_note(tmp_path, content):
    result = read(tmp_path, content)
    assert result.report.problems == []
    assert result.frame.rows() == [(*sims(n), n) for n in (1, 2, 3)]


@pytest.mark.parametrize("value", ["Null", "True", "NA", "nan", "1e5", "007", "#", "-", "O'Brien", "O’Brien", "日本"])
def test_no_value_is_taken_for_something_else(tmp_path, value):
    result = read(tmp_path, text([line(sims(1, DOE005=value))]))
    assert result.report.problems == []
    assert result.frame["DOE005"].to_list() == [value]


def test_empty_values_stay_empty_text(tmp_path):
    assert read(tmp_path, text([line(sims(1, DOE031="", DOE052=""))])).frame["DOE052"].to_list() == [""]


def test_quoted_values_may_hold_commas_and_doubled_marks(tmp_path):
    result = read(tmp_path, text([line(sims(1, DOE005='"Silva, ""Jr"""')), *good(2)]))
    assert result.report.problems == []
    assert result.frame["DOE005"].to_list() == ['Silva, "Jr"', "Silva", "Silva"]


def test_a_line_break_in_quotation_marks_costs_only_its_own_lines(tmp_path):
    broken = line(sims(2, DOE008='"Low|ell"')).split("|")
    result = read(tmp_path, text([good()[0], *broken, *good(2)]))
    assert result.frame["row"].to_list() == [1, 4, 5]
    assert result.only("F037").element == "DOE008"
    assert (result.only("F037").row, result.only("F043").row) == (2, 3)
    assert result.report.errors == 2


@pytest.mark.parametrize(
    ("values", "column"),
    [
        (sims(2)[:51], "column 52."),
        ([*sims(2), "1"], "column 53."),
        (sims(2)[:3] + sims(2)[4:], "column 6."),
        ([*sims(2)[:10], "01", *sims(2)[10:]], "column 15."),
        (sims(2)[:20] + sims(2)[21:], "column 27."),
    ],
)
def test_a_wrong_number_of_values_says_where_it_went_out_of_step(tmp_path, values, column):
    problem = read(tmp_path, text([good()[0], line(values), good()[2]])).only("F034")
    assert problem.message.startswith(f"Line 2 has {len(values)} values; 52 values are required.")
    assert problem.message.endswith(column)


def test_the_same_wrong_number_everywhere_is_one_problem(tmp_path):
    result = read(tmp_path, text([line(sims(n)[:50]) for n in range(1, 40)]))
    problem = result.only("F034")
    assert result.report.errors == 1
    assert problem.row == 1
    assert "39 rows" in problem.message
    assert result.records.left_out == 39


def test_a_comma_at_the_end_of_every_line_is_one_problem(tmp_path):
    result = read(tmp_path, text([one + "," for one in good(30)]))
    assert result.severe == ["F035"]
    assert "53 values, the last one always empty" in result.only("F035").message


def test_a_double_spaced_file_is_one_problem(tmp_path):
    result = read(tmp_path, text([part for one in good(30) for part in (one, "")]))
    assert result.only("F032").row == 2
    assert result.report.errors == 1
    assert result.frame.height == 30


def test_thousands_of_broken_lines_are_counted_and_summed_up(tmp_path):
    lines = [part for n in range(1, 2_501) for part in (line(sims(n)), "Total," + "1," * (n % 3))]
    report = read(tmp_path, text(lines)).report
    listed = [p for p in report.problems if p.id == "F034"]
    assert report.errors == 2_500
    assert [p.row for p in listed] == [None, *range(2, 2_001, 2)]
    assert "1,500 more" in listed[0].message


def test_trailing_blank_lines_are_dropped_and_leading_ones_are_not(tmp_path):
    result = read(tmp_path, b"\n \n" + text(good(2)) + b"\n\n")
    assert [p.row for p in result.report.problems if p.id == "F032"] == [1, 2]
    assert "2 lines" in result.only("N005").message
    assert result.frame["row"].to_list() == [3, 4]


@pytest.mark.parametrize("end", ["\r", "\n", "\r\n"])
def test_rows_are_physical_lines_with_any_line_end(tmp_path, end):
    lines = [*good(2), "", *good(1)]
    result = read(tmp_path, text(lines, end))
    assert result.frame["row"].to_list() == [1, 2, 4]
    assert result.only("F032").row == 3


@pytest.mark.parametrize(
    ("encoding", "mark", "note"),
    [("utf-8", b"\xef\xbb\xbf", "N001"), ("utf-16-le", b"\xff\xfe", "N002"), ("utf-16-be", b"\xfe\xff", "N002")],
)
def test_marked_encodings_read_the_same(tmp_path, encoding, mark, note):
    lines = [line(sims(1, DOE003="José", DOE005="Łukasz 日本"))]
    result = read(tmp_path, mark + text(lines, encoding=encoding))
    assert result.ids == [note]
    assert result.frame.select("DOE003", "DOE005").row(0) == ("José", "Łukasz 日本")


def test_windows_text_is_read_with_a_warning_that_shows_a_value(tmp_path):
    lines = [line(sims(1)), line(sims(2, DOE003="José", DOE005="Muñoz"))]
    result = read(tmp_path, text(lines, encoding="cp1252"))
    problem = result.only("F024")
    assert (problem.row, problem.severity, problem.value) == (2, "warning", "José")
    assert result.frame["DOE003"].to_list() == ["Ana", "José"]


@pytest.mark.parametrize(
    ("damage", "id", "byte"),
    [
        (b"\x80", "F022", "80"),
        (b"\x9f", "F022", "9F"),
        (b"\xc0\xaf", "F023", "C0"),
        (b"\xed\xa0\x80", "F023", "ED"),
        (b"\xf8\x88\x80\x80\x80", "F023", "F8"),
        (b"\xe9\xc3\xa9", "F023", "E9"),
    ],
    ids=["euro sign of Windows", "last of the unsure", "overlong", "surrogate", "five bytes", "both encodings"],
)
def test_bytes_that_cannot_be_told_refuse_the_file(tmp_path, damage, id, byte):
    content = text([line(sims(1)), line(sims(2, DOE003="Jos?"))]).replace(b"?", damage)
    result = read(tmp_path, content)
    problem = result.only(id)
    assert problem.row == 2
    assert f"0x{byte}" in problem.message
    assert result.frame.is_empty()


def test_utf16_without_its_mark_is_named_as_such(tmp_path):
    result = read(tmp_path, text(good(), encoding="utf-16-le"))
    assert result.ids == ["F020"]
    assert "position 1" in result.only("F020").message


@pytest.mark.parametrize("name", ["CON.csv", "a b.csv", "emoji😀.csv"])
def test_the_name_of_a_file_does_not_matter_to_its_reading(tmp_path, name):
    assert read(tmp_path, text(good(3)), name=name).frame.height == 3


def test_titles_padded_with_commas_are_titles_too(tmp_path):
    result = read(tmp_path, text(["October report" + "," * 51, *good(2)]))
    assert [(p.id, p.row) for p in result.report.problems] == [("F031", 1)]
    assert result.frame["row"].to_list() == [2, 3]


# ---- headed files


def mcas(*rows: str, header: str = "") -> bytes:
    return text([header or ",".join(HEADERS["mcas"]), *rows])


def test_columns_are_found_by_name_in_any_order_among_others(tmp_path):
    names = ["extra1", *reversed(HEADERS["mcas"][:9]), *[f"eitem{i}" for i in range(250)], "DOB "]
    values = ["x", *[f"V{i}" for i in range(9)], *["\x0b"] * 250, "2001-03-05"]
    result = read(tmp_path, text([",".join(names).upper(), ",".join(values)]), "mcas", "2016.csv")
    assert result.severe == []
    assert result.frame.row(0)[:9] == tuple(f"V{i}" for i in range(8, -1, -1))
    assert result.frame["dob"].to_list() == ["03/05/2001"]
    assert result.frame["sperf2"].to_list() == [""]
    assert result.frame["row"].to_list() == [2]


def test_all_missing_columns_are_named_at_once(tmp_path):
    result = read(tmp_path, mcas(header="sasid,adminyear,grade,eteststat,eperf2,escaleds,m_perf2"), "mcas", "a.csv")
    problem = result.only("F039")
    assert "mteststat, mperf2, mscaleds" in problem.message
    assert "m_perf2" in problem.message
    assert result.frame.is_empty()


def test_a_repeated_column_that_is_not_needed_is_no_error(tmp_path):
    result = read(tmp_path, mcas(header=",".join(HEADERS["mcas"]) + ",town,town"), "mcas", "a.csv")
    assert "F041" not in result.ids


def test_no_header_at_all(tmp_path):
    result = read(tmp_path, mcas(header="1010000001,2016,10,T,P,240,T,P,240"), "mcas", "a.csv")
    assert result.ids == ["F040"]


def test_an_unknown_column_is_a_warning_with_the_nearest_name(tmp_path):
    content = b"sasid,status,responded,institution,note\n1,unknown,x,,\n"
    result = read(tmp_path, content, "follow_up", "2016.csv")
    problem = result.only("F042")
    assert "responded_on" in problem.message
    assert result.frame["responded_on"].to_list() == [""]


@pytest.mark.parametrize("kind", ["follow_up", "cohort", "programs", "organizations", "mcas"])
def test_a_header_without_records_is_an_error(tmp_path, kind):
    result = read(tmp_path, text([",".join(HEADERS[kind])]), kind, "a.csv")
    assert result.ids == ["F012"]


@pytest.mark.parametrize("kind", ["migrant", "plans_on_file", "levels"])
def test_a_header_without_records_is_fine_where_nothing_may_be_so(tmp_path, kind):
    result = read(tmp_path, text([",".join(HEADERS[kind])]), kind, "a.csv")
    assert result.ids == ["F013"]
    assert result.report.errors == 0


def test_a_quoted_header_and_quoted_values(tmp_path):
    result = read(tmp_path, b'"sasid","status"\n"1010000001","unknown"\n', "follow_up", "2016.csv")
    assert result.report.problems == []
    assert result.frame.select("sasid", "status").row(0) == ("1010000001", "unknown")


def test_titles_above_a_header_are_refused_by_line_and_the_rest_is_read(tmp_path):
    content = b"Placement survey\nspring\n" + follow_up("1010000001,unknown,,,")
    result = read(tmp_path, content, "follow_up", "2016.csv")
    assert [(p.id, p.row) for p in result.report.problems] == [("F031", 1), ("F031", 2)]
    assert result.frame["row"].to_list() == [4]
