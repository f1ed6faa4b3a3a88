"""The tables: they load, a user's file adds and replaces, a bad file is named, and no key is ambiguous."""

from __future__ import annotations

import subprocess
import sys
from collections import Counter
from collections.abc import Iterable
from pathlib import Path

import pytest

from reportedly import lexicon, settings
from reportedly.errors import LexiconError
from reportedly.lexicon import Lexicons
from reportedly.shapes import Act, EvidenceKind, FactualityValue, MarkKind, SourceKind


@pytest.fixture(scope="module")
def lexicons() -> Lexicons:
    return lexicon.load()


def _own(folder: Path, text: str) -> Path:
    path = folder / "own.yaml"
    path.write_text(text, encoding="utf-8")
    return path


def _twice(keys: Iterable[object]) -> list[object]:
    return [key for key, count in Counter(keys).items() if count > 1]


def test_a_cue_stands_in_one_group_only(lexicons: Lexicons) -> None:
    groups = [group for file in lexicons.files for group in file.cues]
    assert _twice((group.pos, lemma) for group in groups for lemma in group.lemmas) == []


def test_a_hedge_is_listed_once(lexicons: Lexicons) -> None:
    assert _twice(hedge.words.lower() for file in lexicons.files for hedge in file.hedges) == []


def test_a_role_is_listed_once(lexicons: Lexicons) -> None:
    roles = [role for file in lexicons.files for role in file.roles]
    assert _twice(lemma for role in roles for lemma in role.lemmas) == []


def test_a_name_of_an_outlet_means_one_outlet(lexicons: Lexicons) -> None:
    outlets = [outlet for file in lexicons.files for outlet in file.outlets]
    assert _twice(name for outlet in outlets for name in (outlet.name, *outlet.aliases)) == []
    assert _twice(domain for outlet in outlets for domain in outlet.domains) == []


def test_a_metonym_stands_for_one_body(lexicons: Lexicons) -> None:
    metonyms = [metonym for file in lexicons.files for metonym in file.metonyms]
    assert _twice(alias for metonym in metonyms for alias in metonym.aliases) == []
    assert _twice(metonym.name for metonym in metonyms) == []


def test_no_capital_is_an_outlet(lexicons: Lexicons) -> None:
    assert lexicons.outlets.keys() & lexicons.metonyms.keys() == set()


def test_keys_that_are_looked_up_in_lower_case_are_lower_case(lexicons: Lexicons) -> None:
    words = {lemma for _, lemma in lexicons.cues} | set(lexicons.roles) | set(lexicons.demonyms)
    assert [word for word in words if word != word.lower() or word != word.strip()] == []


def test_prepositions_and_their_frame_go_together(lexicons: Lexicons) -> None:
    groups = [group for file in lexicons.files for group in file.cues]
    assert [g.lemmas[0] for g in groups if bool(g.prepositions) != ("preposition" in g.frames)] == []


def test_countries_are_alpha_3(lexicons: Lexicons) -> None:
    codes = {outlet.country for file in lexicons.files for outlet in file.outlets}
    codes |= {metonym.country for file in lexicons.files for metonym in file.metonyms}
    assert [code for code in codes if code and (len(code) != 3 or not code.isupper())] == []


@pytest.mark.parametrize(("pos", "floor"), [("verb", 450), ("noun", 200), ("adjective", 60), ("phrase", 20)])
def test_cues_are_many(lexicons: Lexicons, pos: str, floor: int) -> None:
    assert sum(1 for part, _ in lexicons.cues if part == pos) >= floor


def test_tables_are_large_enough(lexicons: Lexicons) -> None:
    outlets = [outlet for file in lexicons.files for outlet in file.outlets]
    assert sum(1 for outlet in outlets if outlet.kind == "agency") >= 120
    assert sum(1 for outlet in outlets if outlet.kind == "outlet") >= 300
    assert len({m.country for file in lexicons.files for m in file.metonyms}) >= 180
    assert len(set(lexicons.demonyms.values())) >= 190
    assert len(lexicons.roles) >= 300
    assert len(lexicons.hedges) >= 120


def test_every_act_has_cues_and_every_mark_has_words(lexicons: Lexicons) -> None:
    assert {group.act for group in lexicons.cues.values()} == set(Act)
    assert {hedge.kind for hedge in lexicons.hedges.values()} == set(MarkKind)


@pytest.mark.parametrize(
    ("lemma", "act", "value"),
    [
        ("say", Act.ASSERT, FactualityValue.CERTAIN),
        ("deny", Act.DENY, FactualityValue.CERTAINLY_NOT),
        ("confirm", Act.CONFIRM, FactualityValue.CERTAIN),
        ("doubt", Act.DOUBT, FactualityValue.PROBABLY_NOT),
        ("accuse", Act.ACCUSE, FactualityValue.CERTAIN),
        ("predict", Act.PREDICT, FactualityValue.PROBABLE),
        ("vow", Act.PROMISE, FactualityValue.PROBABLE),
        ("threaten", Act.THREATEN, FactualityValue.POSSIBLE),
        ("demand", Act.REQUEST, FactualityValue.UNKNOWN),
        ("believe", Act.OPINE, FactualityValue.PROBABLE),
    ],
)
def test_a_verb_has_its_act_and_value(
    lexicons: Lexicons, lemma: str, act: Act, value: FactualityValue
) -> None:
    group = lexicons.cues["verb", lemma]
    assert (group.act, group.value) == (act, value)


@pytest.mark.parametrize(
    ("lemma", "frame", "preposition"),
    [
        ("call", "preposition", "for"),
        ("accuse", "preposition", "of"),
        ("deny", "gerund", None),
        ("vow", "infinitive", None),
        ("criticise", "object", None),
        ("whisper", "quote", None),
    ],
)
def test_a_verb_has_its_frames(lexicons: Lexicons, lemma: str, frame: str, preposition: str | None) -> None:
    group = lexicons.cues["verb", lemma]
    assert frame in group.frames
    assert preposition is None or preposition in group.prepositions


@pytest.mark.parametrize(
    "lemma", ["say", "believe", "think", "report", "allege", "accuse", "expect", "rumour"]
)
def test_the_passive_leaves_the_source_unnamed(lexicons: Lexicons, lemma: str) -> None:
    assert lexicons.cues["verb", lemma].raising


@pytest.mark.parametrize("lemma", ["seem", "appear", "go", "destroy", "kill", "strike"])
def test_words_that_are_no_cues(lexicons: Lexicons, lemma: str) -> None:
    assert ("verb", lemma) not in lexicons.cues


@pytest.mark.parametrize("lemma", ["attack", "hit", "defend", "target", "shell"])
def test_words_of_force_take_no_bare_object(lexicons: Lexicons, lemma: str) -> None:
    group = lexicons.cues.get(("verb", lemma))
    assert group is None or "object" not in group.frames


@pytest.mark.parametrize("words", ["reportedly", "allegedly", "purportedly", "supposedly", "believed to"])
def test_hearsay_says_that_somebody_says_so(lexicons: Lexicons, words: str) -> None:
    assert lexicons.hedges[words].hearsay


@pytest.mark.parametrize("words", ["if true", "possibly", "not", "no", "will", "may", "could", "unlikely"])
def test_marks_of_the_writer_are_no_hearsay(lexicons: Lexicons, words: str) -> None:
    assert not lexicons.hedges[words].hearsay


@pytest.mark.parametrize(
    ("alias", "name", "country"),
    [
        ("Moscow", "Government of Russia", "RUS"),
        ("the Kremlin", "Government of Russia", "RUS"),
        ("the White House", "Government of the United States", "USA"),
        ("the Pentagon", "United States Department of Defense", "USA"),
        ("Brussels", "European Union", None),
    ],
)
def test_a_place_stands_for_its_government(
    lexicons: Lexicons, alias: str, name: str, country: str | None
) -> None:
    assert (lexicons.metonyms[alias].name, lexicons.metonyms[alias].country) == (name, country)


@pytest.mark.parametrize("alias", ["AFP", "Agence France-Presse", "Agence France Presse"])
def test_an_agency_is_found_by_any_of_its_names(lexicons: Lexicons, alias: str) -> None:
    assert (lexicons.outlets[alias].name, lexicons.outlets[alias].kind) == ("Agence France-Presse", "agency")


@pytest.mark.parametrize(
    "word", ["Mirror", "Star", "Sun", "Time", "Times", "Standard", "Independent", "Post"]
)
def test_a_common_word_is_no_outlet(lexicons: Lexicons, word: str) -> None:
    assert word not in lexicons.outlets


@pytest.mark.parametrize(
    ("lemma", "kind", "evidence"),
    [
        ("spokesman", SourceKind.PERSON, EvidenceKind.OFFICIAL),
        ("analyst", SourceKind.PERSON, EvidenceKind.EXPERT),
        ("resident", SourceKind.PERSON, EvidenceKind.WITNESS),
        ("fighter", SourceKind.PERSON, EvidenceKind.PARTICIPANT),
        ("report", SourceKind.DOCUMENT, EvidenceKind.DOCUMENT),
        ("footage", SourceKind.DOCUMENT, EvidenceKind.DIRECT_EVIDENCE),
        ("newspaper", SourceKind.OUTLET, EvidenceKind.NEWS_REPORT),
        ("source", SourceKind.ANONYMOUS, None),
    ],
)
def test_a_role_has_its_kinds(
    lexicons: Lexicons, lemma: str, kind: SourceKind, evidence: EvidenceKind | None
) -> None:
    assert (lexicons.roles[lemma].kind, lexicons.roles[lemma].evidence_kind) == (kind, evidence)


def test_a_users_entry_is_added(tmp_path: Path, lexicons: Lexicons) -> None:
    outlet = "outlets:\n  - {name: Coastal Post, kind: outlet, aliases: [The Coastal Post]}\n"
    own = outlet + "demonyms:\n  velanian: Velania\n"
    more = lexicon.load([_own(tmp_path, own)])
    assert more.outlets["The Coastal Post"].name == "Coastal Post"
    assert more.demonyms["velanian"] == "Velania"
    assert len(more.outlets) == len(lexicons.outlets) + 2
    assert more.sha256 != lexicons.sha256


def test_a_users_entry_replaces_ours(tmp_path: Path) -> None:
    own = "cues:\n  - {pos: verb, act: doubt, frames: [quote], value: PS-, lemmas: [say]}\n"
    more = lexicon.load([_own(tmp_path, own)])
    assert (more.cues["verb", "say"].act, more.cues["verb", "say"].frames) == (Act.DOUBT, ("quote",))
    assert more.cues["verb", "state"].act is Act.ASSERT


def test_the_same_tables_have_the_same_hash(lexicons: Lexicons) -> None:
    assert lexicon.load().sha256 == lexicons.sha256


def test_an_empty_file_adds_nothing(tmp_path: Path, lexicons: Lexicons) -> None:
    assert lexicon.load([_own(tmp_path, "")]).cues == lexicons.cues


def test_no_and_on_are_words(tmp_path: Path) -> None:
    own = "hedges:\n  - {words: off, kind: negation, value: CT-}\nvague_sources: [no, on, yes]\n"
    more = lexicon.load([_own(tmp_path, own)])
    assert {"no", "on", "yes"} <= more.vague_sources
    assert more.hedges["off"].value is FactualityValue.CERTAINLY_NOT


@pytest.mark.parametrize(
    ("text", "words"),
    [
        ("cues:\n  - {pos: verb, act: shout, frames: [quote], lemmas: [say]}\n", "cues.0.act"),
        ("cues:\n  - {pos: verb, act: assert, frames: [song], lemmas: [say]}\n", "cues.0.frames.0"),
        ("outlets:\n  - {name: Coastal Post}\n", "outlets.0.kind"),
        ("outlets:\n  - {name: Coastal Post, kind: outlet, city: Port Elin}\n", "outlets.0.city"),
        ("cities: [Port Elin]\n", "cities"),
        ("furniture:\n  - {kind: other, language: en, pattern: '(open'}\n", "furniture.0"),
        ("outlets: [\n", "not YAML"),
    ],
)
def test_a_bad_file_is_named_with_its_entry(tmp_path: Path, text: str, words: str) -> None:
    path = _own(tmp_path, text)
    with pytest.raises(LexiconError) as caught:
        lexicon.load([path])
    message = str(caught.value)
    assert str(path) in message
    assert words in message
    assert "\n" not in message


@pytest.mark.parametrize("text", ["- a list\n", "only words\n", "when: 2015-13-45\n"])
def test_a_file_that_holds_no_sections_is_refused(tmp_path: Path, text: str) -> None:
    with pytest.raises(LexiconError, match=r"own\.yaml"):
        lexicon.load([_own(tmp_path, text)])


def test_a_missing_file_is_named(tmp_path: Path) -> None:
    with pytest.raises(LexiconError, match=r"absent\.yaml: cannot read"):
        lexicon.load([tmp_path / "absent.yaml"])


@pytest.fixture
def home(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """Give the user a folder of his own."""
    folder = tmp_path / "home"
    folder.mkdir()
    monkeypatch.setenv("REPORTEDLY_HOME", str(folder))
    return folder


def test_the_users_folder_is_found(home: Path, tmp_path: Path, lexicons: Lexicons) -> None:
    assert lexicon.load().sha256 == lexicons.sha256
    (home / "outlets.yaml").write_text("outlets: [{name: Coastal Post, kind: agency}]")
    (home / "places.yml").write_text("places: [{name: Talba, lat: 1.0, lon: 2.0, country: XVE}]")
    (home / "notes.txt").write_text("no lexicon")
    (home / "more").mkdir()
    found = lexicon.load()
    assert found.outlets["Coastal Post"].kind == "agency"
    assert [place.name for place in found.places if place.country == "XVE"] == ["Talba"]
    assert found.sha256 != lexicons.sha256
    named = _own(tmp_path, "outlets: [{name: Coastal Post, kind: outlet}]")
    assert lexicon.load([named]).outlets["Coastal Post"].kind == "outlet", "what is named outranks it"


def test_an_error_in_the_users_folder_names_the_file(home: Path) -> None:
    (home / "bad.yaml").write_text("outlets: [{kind: agency}]")
    with pytest.raises(LexiconError, match=rf"{home}/bad\.yaml: entry outlets\.0\.name: "):
        lexicon.load()


def test_a_reading_tells_that_the_users_folder_was_used(home: Path, lexicons: Lexicons) -> None:
    (home / "own.yaml").write_text("outlets: [{name: Coastal Post, kind: agency}]")
    code = (
        "import reportedly; r = reportedly.read(text='Mira Olen told Coastal Post that it rained.'); "
        "print(r.made_by.lexicons_sha256, [s.kind for s in r.sources if s.name == 'Coastal Post'][0])"
    )
    run = subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, check=True)
    assert run.stdout.split() == [lexicon.load().sha256, "agency"]


@pytest.mark.parametrize(
    ("system", "variables", "folder"),
    [
        ("linux", {"XDG_CONFIG_HOME": "/x/cfg"}, "/x/cfg/reportedly"),
        ("linux", {"XDG_CONFIG_HOME": ""}, "~/.config/reportedly"),
        ("darwin", {}, "~/Library/Application Support/reportedly"),
        ("win32", {"APPDATA": "/x/roaming"}, "/x/roaming/reportedly"),
        ("linux", {"REPORTEDLY_HOME": ""}, None),
    ],
)
def test_the_users_folder_is_where_the_system_keeps_settings(
    system: str, variables: dict[str, str], folder: str | None, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.delenv("REPORTEDLY_HOME")
    for name, value in variables.items():
        monkeypatch.setenv(name, value)
    monkeypatch.setattr(sys, "platform", system)
    assert settings.home() == (None if folder is None else Path(folder).expanduser())


def test_a_folder_that_is_not_there_is_told_where_it_was_named(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("REPORTEDLY_HOME", "/not/there")
    with pytest.raises(LexiconError, match="REPORTEDLY_HOME: /not/there is no folder; make it"):
        lexicon.load()
