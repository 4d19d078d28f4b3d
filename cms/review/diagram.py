"""The lanes as docs/review.md shows them, made from the rules themselves; a test tells when page and rules differ."""

import itertools

from organs.models import Role

from .lanes import AFTER_REVIEW_WITHIN, DECIDERS, HIGHER_SIGNER, REVIEWERS, WRITERS, Lane, Step

DRAFT, RETURNED, LIVE, AFTER = "draft", "returned", "live", "after_review"
NAMES = {
    DRAFT: "草稿",
    **{str(step.value): str(step.label) for step in Step},
    RETURNED: "退回修改",
    LIVE: "已发布",
    AFTER: "补审",
}


def transitions() -> list[tuple[str, str, str]]:
    """(state, next state, what leads there), each pair of states once."""
    found: dict[tuple[str, str], list[str]] = {}
    for lane, deciders in DECIDERS.items():
        steps = [DRAFT, *deciders, LIVE]
        for state, following in itertools.pairwise(steps):
            found.setdefault((str(state), str(following)), []).append(str(Lane(lane).label))
    rows = [(state, following, event(state, lanes)) for (state, following), lanes in found.items()]
    rows += [(str(step), RETURNED, "退回") for step in Step]
    rows += [(RETURNED, str(step), "重新送审") for step in Step]
    hours = int(AFTER_REVIEW_WITHIN.total_seconds() // 3600)
    rows += [
        (LIVE, AFTER, f"应急发布后自动开始，{hours}小时内完成"),
        (AFTER, LIVE, "补审通过"),
        (AFTER, RETURNED, "退回"),
        (LIVE, DRAFT, "修改"),
    ]
    return rows


def event(state: str, lanes: list[str]) -> str:
    """What leads on from `state`, and in which lanes when not in all."""
    word = {DRAFT: "送审", Step.SIGN_OFF: "签发"}.get(state, "通过")
    return word if len(lanes) == len(DECIDERS) else f"{word}（{'、'.join(lanes)}）"


def mermaid() -> str:
    """The state diagram."""
    lines = ["stateDiagram-v2", *(f"    {code}: {name}" for code, name in NAMES.items()), "    [*] --> draft"]
    return "\n".join([*lines, *(f"    {state} --> {following}: {why}" for state, following, why in transitions())])


def table() -> str:
    """Who decides which step, by lane."""
    head = ["通道", *(str(step.label) for step in Step)]
    rows = [
        [str(Lane(lane).label), *(str(Role(deciders[step]).label) if step in deciders else "—" for step in Step)]
        for lane, deciders in DECIDERS.items()
    ]
    return "\n".join(f"| {' | '.join(row)} |" for row in [head, ["---"] * len(head), *rows])


def acts() -> str:
    """Who may do what with the lane of an item."""
    reviewers, writers = names(REVIEWERS), names(WRITERS)
    rows = [
        ["办理", "谁可以"],
        ["---", "---"],
        ["送审", "对稿件有编辑权限的人"],
        ["提高通道、拟定发布安排", f"送审人、{writers}、{reviewers}"],
        ["标记热点、易误读", reviewers],
        ["降低通道、取消标记（须写明理由）", names((HIGHER_SIGNER,))],
        ["通过、退回", "本环节的角色；最后修改的人、已办理其他环节的人不能通过"],
    ]
    return "\n".join(f"| {' | '.join(row)} |" for row in rows)


def names(roles: tuple[str, ...]) -> str:
    return "、".join(str(Role(role).label) for role in roles)
