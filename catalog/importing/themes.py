"""Which theme (主题分类) a text may belong to: a suggestion with the words it rests on, never set without a person."""

import re
from dataclasses import dataclass
from typing import Any

from ..vocabularies import THEME_TREE
from .parsed import Heading, ParsedDocument, Text

MOST = 3
IN_TITLE = 6  # a word of the title says more than any of the text
IN_TEXT_AT_MOST = 4  # times that one word of the text counts
ENOUGH = 4

WORDS: dict[str, str] = {
    "综合政务\\政务公开": "政务公开 信息公开 政府网站 政务新媒体 公开指南",
    "综合政务\\应急管理": "应急预案 突发事件 应急救援",
    "综合政务\\电子政务": "电子政务 数字政府 一网通办 政务数据",
    "综合政务\\文秘工作": "公文处理 印章 政务信息报送",
    "综合政务\\保密工作": "保密",
    "综合政务\\信访": "信访",
    "国民经济管理、国有资产监管\\宏观经济": "国民经济 经济运行 五年规划 规划纲要",
    "国民经济管理、国有资产监管\\统计": "统计 普查",
    "国民经济管理、国有资产监管\\物价": "价格 收费标准 物价",
    "国民经济管理、国有资产监管\\国有资产监管": "国有资产 国有企业",
    "国民经济管理、国有资产监管\\重大建设项目": "重点项目 重大项目 建设项目",
    "财政、金融、审计\\财政": "财政 预算 决算 专项资金 政府采购",
    "财政、金融、审计\\税务": "税收 税务 纳税",
    "财政、金融、审计\\社会信用体系建设": "信用体系 失信 信用信息",
    "财政、金融、审计\\审计": "审计",
    "国土资源、能源\\土地": "土地 国有建设用地 征收 宅基地",
    "国土资源、能源\\矿产": "矿产 采矿 矿山",
    "国土资源、能源\\水资源": "水资源 取水 节约用水",
    "国土资源、能源\\电力": "电力 供电 电网",
    "农业、林业、水利\\农业、畜牧业、渔业": "农业 农村 农民 粮食 耕地 畜牧 渔业 秸秆",
    "农业、林业、水利\\林业": "林业 森林 造林 林地",
    "农业、林业、水利\\水利": "水利 防汛 抗旱 水库 河道 灌溉 山洪",
    "工业、交通\\公路": "公路 道路运输 客运",
    "工业、交通\\铁路": "铁路",
    "工业、交通\\邮政": "邮政 快递",
    "商贸、海关、旅游\\国内贸易（含供销）": "商贸 流通 市场供应 消费",
    "商贸、海关、旅游\\旅游": "旅游 景区",
    "市场监管、安全生产监管\\工商": "市场主体 营业执照 登记注册",
    "市场监管、安全生产监管\\食品药品监管": "食品安全 药品",
    "市场监管、安全生产监管\\安全生产监管": "安全生产 隐患排查 烟花爆竹 危险化学品",
    "城乡建设、环境保护\\城市规划": "城市规划 国土空间规划 详细规划",
    "城乡建设、环境保护\\城乡建设（含住房）": "住房 保障性 公租房 老旧小区 城市管理 停车 物业 生活垃圾",
    "城乡建设、环境保护\\环境监测、保护与治理": "生态环境 环境保护 污染 大气 环境影响 排污",
    "城乡建设、环境保护\\节能与资源综合利用": "节能 资源综合利用 循环经济",
    "科技、教育\\科技": "科技 创新 高新技术",
    "科技、教育\\教育": "教育 学校 招生 中小学 幼儿园 教师 学生",
    "文化、广电、新闻出版\\文化": "文化 图书馆 博物馆 非物质文化遗产",
    "文化、广电、新闻出版\\文物": "文物 历史建筑",
    "卫生、体育\\卫生": "卫生 医疗 医院 疾病预防 传染病",
    "卫生、体育\\体育": "体育 全民健身",
    "人口与计划生育、妇女儿童工作\\妇女儿童": "妇女 儿童 未成年人 托育",
    "劳动、人事、监察\\劳动就业": "就业 创业 劳动 农民工 职业技能",
    "劳动、人事、监察\\社会保障": "社会保险 养老保险 医疗保险 医保 社会保障",
    "劳动、人事、监察\\人事工作": "任免 任命 公务员 事业单位招聘 职称",
    "公安、安全、司法\\公安": "公安 治安 户籍 消防 交通管理",
    "公安、安全、司法\\司法": "法治 普法 行政复议 行政执法 法律援助 规范性文件",
    "民政、扶贫、救灾\\减灾救灾": "减灾 救灾 灾害",
    "民政、扶贫、救灾\\优抚安置": "优抚 退役军人 烈士",
    "民政、扶贫、救灾\\社会福利": "养老服务 低保 最低生活保障 社会救助 残疾人 老年人 殡葬",
    "民政、扶贫、救灾\\行政区划与地名": "行政区划 地名",
    "民政、扶贫、救灾\\扶贫": "扶贫 脱贫 乡村振兴",
}
"""Words that speak for a theme."""


@dataclass(frozen=True)
class ThemeSuggestion:
    """A theme of the vocabulary (一级\\二级), and the words of the text that speak for it."""

    theme: str
    words: tuple[str, ...]

    def as_json(self) -> dict[str, Any]:
        return {"theme": self.theme, "words": list(self.words)}


def suggested_themes(parsed: ParsedDocument) -> list[ThemeSuggestion]:
    """The likeliest themes of a document, best first, three at most; none when nothing speaks clearly for one."""
    text = "\n".join(item.text for item in parsed.items if isinstance(item, (Text, Heading)))
    scored = []
    for theme, words in WORDS.items():
        found = {word: score(word, parsed.title, text) for word in words.split()}
        if (total := sum(found.values())) >= ENOUGH:
            scored.append((total, theme, tuple(word for word, points in found.items() if points)))
    scored.sort(key=lambda row: (-row[0], row[1]))
    return [ThemeSuggestion(theme, words) for _total, theme, words in scored[:MOST]]


def score(word: str, title: str, text: str) -> int:
    """How much one word speaks for its theme."""
    return IN_TITLE * (word in title) + min(len(re.findall(re.escape(word), text)), IN_TEXT_AT_MOST)


def unknown_themes() -> set[str]:
    """Themes that `WORDS` names and the vocabulary does not have; a test holds it empty."""
    known = {f"{top}\\{sub}" for top, subs in THEME_TREE.items() for sub in subs}
    return set(WORDS) - known
