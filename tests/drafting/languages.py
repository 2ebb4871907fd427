"""A text in several languages: binding in two, put into a third by a machine, with a problem that a reader reported."""

from dataclasses import replace

from consult.drafting import service as drafting
from consult.drafting.rules import TextStatus
from tests.conftest import Scene
from tests.world import World

NOWHERE = "http://127.0.0.1:9"
"""Where no machine translator answers; that one is named is enough for the pages that speak of it."""
CHINESE = "系统为人服务，人可以叫停系统。"
ARABIC = "الأنظمة تخدم الناس، ويمكن للناس إيقافها."


def in_languages(world: World, scene: Scene) -> str:
    """Return the identity of the first clause of the scene, which is there in English, Arabic and Chinese from now on."""
    clause, other = world.clauses(scene.round)[:2]
    scope = {"consultation_id": scene.consultation.id, "version_id": clause.version_id, "heading": ""}
    with world.acting():
        drafting.set_authentic(consultation_id=scene.consultation.id, languages=["ar"], by_person=None)
        drafting.add_text(**scope, lang="ar", text=ARABIC, status=TextStatus.AUTHORITATIVE)
        drafting.add_text(**scope, lang="zh-Hans", text="系统为人。", status=TextStatus.MACHINE)
        drafting.add_text(
            **scope, lang="zh-Hans", text=CHINESE, status=TextStatus.DRAFT, by_person=scene.people["organiser"]
        )
        drafting.add_text(
            **{**scope, "version_id": other.version_id},
            lang="zh-Hans",
            text="受害者得到倾听。",
            status=TextStatus.MACHINE,
        )
        drafting.report_issue(
            clause=clause,
            draft=drafting.draft_by_id(scene.consultation.id, clause.draft_id),
            lang="ar",
            quote="الأنظمة",
            note="It must say machines.",
            by_person=scene.people["citizen"],
        )
    return clause.uid


def name_a_translator(world: World) -> None:
    """Have the installation name a program that translates; nothing answers there."""
    settings = world.app.config["SETTINGS"]
    world.app.config["SETTINGS"] = replace(settings, translator_url=NOWHERE)


def translated(world: World, scene: Scene) -> list[tuple[str, str, str]]:
    """Return the pages about the languages of a text and of comments: endpoint, address, and who visits it."""
    uid, home = in_languages(world, scene), scene.home
    own = world.a_comment(scene.round, scene.people["citizen"], "Qui décide ?", lang="fr")
    name_a_translator(world)
    return [
        ("drafting.languages", f"{home}/d/1/translate", "organiser"),
        ("drafting.workbench", f"{home}/d/1/translate/zh-Hans", "organiser"),
        ("drafting.workbench", f"{home}/d/1/translate/ar?show=missing", "organiser"),
        ("drafting.translate", f"{home}/d/1/translate/zh-Hans/{uid}", "organiser"),
        ("drafting.translate", f"{home}/d/1/translate/ar/{uid}", "organiser"),
        ("drafting.machine", f"{home}/d/1/translate/ar/machine", "organiser"),
        ("drafting.concordance", f"{home}/d/1/concordance", "stranger"),
        ("drafting.clause_languages", f"{home}/d/1/concordance/{uid}", "stranger"),
        ("drafting.clause_languages", f"{home}/d/1/concordance/{uid}", "organiser"),
        ("drafting.problem", f"{home}/d/1/1.1/translation-problem", "citizen"),
        ("drafting.problems", f"{home}/translation-problems", "stranger"),
        ("drafting.problems", f"{home}/translation-problems", "organiser"),
        ("drafting.answer_problem", f"{home}/translation-problems/1", "organiser"),
        ("deliberation.translation", f"{home}/comments/{own}/translation", "citizen"),
        ("deliberation.machine_translation", f"{home}/comments/{own}/machine-translation", "citizen"),
        ("front.draft", f"{home}/d/1", "organiser"),
        ("front.clause", f"{home}/d/1/1.1", "citizen"),
    ]
