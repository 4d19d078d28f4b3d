"""Closed vocabularies of the catalogue. Values are the Chinese terms themselves, as they stand in metadata blocks."""

from collections.abc import Iterator

from django.db import models
from django.utils.translation import gettext_lazy as _

THEME_TREE: dict[str, tuple[str, ...]] = {
    "国务院组织机构": ("国务院", "国务院办公厅", "国务院组成部门", "国务院直属特设机构", "国务院直属机构", "国务院办事机构", "国务院直属事业单位", "国务院部委管理的国家局", "国务院议事协调机构", "其他"),
    "综合政务": ("政务公开", "政务督查", "应急管理", "电子政务", "文秘工作", "保密工作", "信访", "参事、文史", "其他"),
    "国民经济管理、国有资产监管": ("宏观经济", "经济体制改革", "统计", "物价", "国有资产监管", "重大建设项目", "其他"),
    "财政、金融、审计": ("财政", "税务", "银行", "货币（含外汇）", "证券", "保险", "社会信用体系建设", "审计", "其他"),
    "国土资源、能源": ("土地", "矿产", "水资源", "海洋", "煤炭", "石油与天然气", "电力", "其他"),
    "农业、林业、水利": ("农业、畜牧业、渔业", "林业", "水利", "其他"),
    "工业、交通": ("机械制造与重工业", "轻工纺织", "化工", "国防工业", "航天、航空", "信息产业（含电信）", "公路", "水运", "铁路", "民航", "邮政", "其他"),
    "商贸、海关、旅游": ("对外经贸合作", "国内贸易（含供销）", "海关", "检验、检疫", "旅游", "其他"),
    "市场监管、安全生产监管": ("工商", "质量监督", "标准", "食品药品监管", "安全生产监管", "其他"),
    "城乡建设、环境保护": ("城市规划", "城乡建设（含住房）", "环境监测、保护与治理", "节能与资源综合利用", "气象、水文、测绘、地震", "其他"),
    "科技、教育": ("科技", "教育", "知识产权", "其他"),
    "文化、广电、新闻出版": ("文化", "文物", "新闻出版", "广播、电影、电视", "其他"),
    "卫生、体育": ("卫生", "医药管理", "体育", "其他"),
    "人口与计划生育、妇女儿童工作": ("人口与计划生育", "妇女儿童", "其他"),
    "劳动、人事、监察": ("劳动就业", "社会保障", "人事工作", "军转安置", "监察", "纠正行业不正之风", "其他"),
    "公安、安全、司法": ("公安", "国家安全", "司法", "其他"),
    "民政、扶贫、救灾": ("减灾救灾", "优抚安置", "社会福利", "行政区划与地名", "社团管理", "扶贫", "其他"),
    "民族、宗教": ("民族事务", "宗教事务"),
    "对外事务": ("外交、外事", "国际条约、国际组织", "其他"),
    "港澳台侨工作": ("港澳工作", "对台工作", "侨务工作"),
    "国防": ("国防建设", "国防动员"),
    "其他": (),
}  # fmt: skip
"""主题分类: the two-level tree of the national government's policy library."""


def theme_choices() -> list[tuple[str, list[tuple[str, str]]]]:
    """Themes as grouped choices; a value is written 一级\\二级."""
    groups = [(top, [(f"{top}\\{sub}", sub) for sub in subs]) for top, subs in THEME_TREE.items() if subs]
    return [*groups, ("其他", [("其他", "其他")])]


def theme_words() -> Iterator[tuple[str, str]]:
    """Every theme of both levels with its own name, a first level before those beneath it."""
    for top, subs in THEME_TREE.items():
        yield top, top
        yield from ((f"{top}\\{sub}", sub) for sub in subs)


class Genre(models.TextChoices):
    """体裁分类: the fifteen kinds of official documents (《党政机关公文处理工作条例》 article 8), and those of regulations."""

    RESOLUTION = "决议", _("决议")
    DECISION = "决定", _("决定")
    ORDER = "命令（令）", _("命令（令）")
    COMMUNIQUE = "公报", _("公报")
    ANNOUNCEMENT = "公告", _("公告")
    NOTICE_PUBLIC = "通告", _("通告")
    OPINION = "意见", _("意见")
    NOTICE = "通知", _("通知")
    CIRCULAR = "通报", _("通报")
    REPORT = "报告", _("报告")
    REQUEST = "请示", _("请示")
    REPLY = "批复", _("批复")
    MOTION = "议案", _("议案")
    LETTER = "函", _("函")
    MINUTES = "纪要", _("纪要")
    STATUTE = "条例", _("条例")
    PROVISIONS = "规定", _("规定")
    MEASURES = "办法", _("办法")
    RULES_DETAILED = "细则", _("细则")
    RULES = "规则", _("规则")
    OTHER = "其他", _("其他")


class Openness(models.TextChoices):
    """五公开: at which stage of administration a publication stands (国办发〔2016〕80号)."""

    DECISION = "decision", _("决策公开")
    EXECUTION = "execution", _("执行公开")
    MANAGEMENT = "management", _("管理公开")
    SERVICE = "service", _("服务公开")
    RESULT = "result", _("结果公开")


class Audience(models.TextChoices):
    """服务对象分类."""

    EVERYBODY = "everybody", _("面向社会公众")
    CITIZENS = "citizens", _("面向个人")
    BUSINESS = "business", _("面向企业和其他组织")
    ORGANS = "organs", _("面向机关事业单位")


class DisclosurePeriod(models.TextChoices):
    """公开时限."""

    PERMANENT = "permanent", _("长期公开")
    LIMITED = "limited", _("限时公开")


class DisclosureScope(models.TextChoices):
    """公开范围."""

    SOCIETY = "society", _("面向社会")
    APPLICANT = "applicant", _("面向申请人")


class Validity(models.TextChoices):
    """有效性."""

    VALID = "valid", _("有效")
    AMENDED = "amended", _("已修改")
    LAPSED = "lapsed", _("失效")
    REPEALED = "repealed", _("废止")


class InterpretationForm(models.TextChoices):
    """解读形式."""

    TEXT = "text", _("文字解读")
    DIAGRAM = "diagram", _("图解")
    MEDIA = "media", _("音视频")
    ANIMATION = "animation", _("动漫")
    QUESTIONS = "questions", _("问答")
    BRIEFING = "briefing", _("新闻发布会")
    EXPERT = "expert", _("专家解读")
    INTERVIEW = "interview", _("访谈")


SPOKEN_BY_PEOPLE = frozenset({InterpretationForm.BRIEFING, InterpretationForm.EXPERT, InterpretationForm.INTERVIEW})
"""Forms in which somebody speaks, whose name the reader is told."""


class BudgetKind(models.TextChoices):
    """预决算的类别."""

    DEPARTMENT_BUDGET = "department_budget", _("部门预算")
    DEPARTMENT_ACCOUNTS = "department_accounts", _("部门决算")
    GOVERNMENT_BUDGET = "government_budget", _("政府预算")
    GOVERNMENT_ACCOUNTS = "government_accounts", _("政府决算")


FINAL_ACCOUNTS = frozenset({BudgetKind.DEPARTMENT_ACCOUNTS, BudgetKind.GOVERNMENT_ACCOUNTS})
OF_GOVERNMENTS = frozenset({BudgetKind.GOVERNMENT_BUDGET, BudgetKind.GOVERNMENT_ACCOUNTS})


class PlanKind(models.TextChoices):
    """规划计划的类别 (《条例》第二十条第（三）项)."""

    OVERALL = "overall", _("总体规划")
    SPECIAL = "special", _("专项规划")
    REGIONAL = "regional", _("区域规划")
    ANNUAL = "annual", _("年度计划")


class PlanStatus(models.TextChoices):
    CONSULTING = "consulting", _("征求意见")
    APPROVED = "approved", _("已批准")
    RUNNING = "running", _("实施中")
    REVISED = "revised", _("已调整")
    FINISHED = "finished", _("已期满")


class TargetNature(models.TextChoices):
    """指标属性."""

    BINDING = "binding", _("约束性")
    EXPECTED = "expected", _("预期性")
