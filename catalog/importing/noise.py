"""Lines that belong to the page, the printer or the copyist and not to the document.

Two classes. What is in ALWAYS is no document's text wherever it stands, as long as the line is short and no
sentence. What is in AROUND (主办单位：, 来源：) may be text in the middle of a document, and is noise only outside it.
"""

import re
from functools import lru_cache

from .wording import is_prose, outside_quotes

ALWAYS = re.compile(
    r"""^[\s【\[（(>»·|\-—]*(?:
      第?\s*(?:\[\d+\]\s*)+(?:\.{2,}\s*)?(?:页|下一页|尾页)?.*
    | (?:首页\s*)?上一页.*|下一页.*|.*(?:上一页|下一页|尾\s?页).*
    | 共\s*\[?\d+\]?\s*页.* | 第\s*\d+\s*页\s*[,，/／、]?\s*(?:共|总)\s*\d+\s*页.*
    | [-—–－·]\s*\d{1,4}\s*[-—–－·] | 第\s*\d{1,3}\s*页
    | (?:您|你)?(?:的|现在的|当前的?|目前的?|所在的?|现在)*\s*位置\s*[:：].* | 当前位置.* | (?:您|你)(?:现在|目前|当前)?(?:所在)?的?位置.*
    | 首页\s*[-—>＞»›/|→].*
    | 设为(?:首页|主页).* | 加入收藏.* | 收藏本[站页].*
    | [【\[（(]?\s*(?:字体|字号)\s*[:：]?.{0,20} | [【\[]?\s*(?:大\s+中\s+小|大\s*\|\s*中\s*\|\s*小)\s*[】\]]?
    | (?:【|\[|〖)?\s*(?:打印(?:本页|此页|文章|页面)?|关闭(?:窗口|本页|页面)?|返回(?:顶部|首页|列表|上一页)?|收藏|分享|复制链接|我要纠错|纠错|公文下载|下载全文)\s*(?:】|\]|〗)?(?:\s*[|｜]?\s*(?:【|\[|〖)?\s*(?:打印(?:本页|此页|文章|页面)?|关闭(?:窗口|本页|页面)?|返回(?:顶部|首页|列表)?|收藏|分享|我要纠错|纠错)\s*(?:】|\]|〗)?)*
    | 分享(?:到|至|\s*[:：]).* | (?:扫一扫|扫码|微信扫).{0,30} | (?:手机|微信)(?:扫一扫|阅读|查看).{0,20}
    | (?:责任编辑|责编|网站编辑|值班编辑)\s*[:：].{0,40}
    | (?:上|下|前|后)一?(?:篇|条)\s*[:：].* | (?:上一篇|下一篇|上一条|下一条).*
    | 相关(?:文章|链接|新闻|阅读|资讯|推荐|解读|信息|文档|报道|专题|稿件|法规|政策)(?:\s*[:：].*)? | (?:热门|推荐|最新|延伸)(?:文章|阅读|新闻|推荐|资讯)(?:\s*[:：].*)? | 更多(?:>+|»|…|\.\.\.)*
    | 友情链接.* | 网站(?:地图|导航|首页|声明|备案证明).* | 联系我们.* | 关于我们.* | 站点地图.*
    | (?:浏览|点击|阅读|访问)(?:次数|量|数)?\s*[:：]\s*\d*.*
    | (?:【|\[)?发表评论.* | (?:我要)?评论(?:\(\d*\))?.{0,10} | 互动社区.*
    | 以上就是小编.* | .{0,8}小编(?:为(?:您|大家)|整理|推荐|今天).*
    | 版权(?:声明|所有|归).* | 免责声明.* | (?:本文|以上)(?:内容)?(?:来源|整理|转载|转自|摘自).* | 转载请(?:注明|保留).* | 声明[:：].*(?:转载|版权|本站|本网).*
    | ©.* | Copyright.* | (?:.{0,30}\s)?(?:粤|京|沪|苏|浙|皖|鲁|豫|鄂|湘|赣|闽|川|渝|黔|滇|桂|琼|陕|甘|宁|青|新|藏|蒙|晋|冀|津|辽|吉|黑|[\u4e00-\u9fff])ICP备.* | .{0,20}公网安备.*
    | .{0,12}网站标识码.{0,24} | 技术支持\s*[:：].* | 建议使用.{0,40}(?:分辨率|浏览器|浏览).* | (?:本站)?最佳浏览.*
    | 上面法规内容为部分内容.* | .{0,20}(?:查看|阅读)全文\s* | (?:点击|请点击).{0,6}(?:这里|此处|下载|查看).{0,20}
    | .{0,30}(?:信息公开指南|信息公开目录)\s*[>＞»].*
    | 无障碍(?:阅读|浏览)?.{0,20} | 长者(?:模式|助手|版).{0,10} | 繁體(?:中文|版)?.{0,10}
    | (?:此|本)页无正文[）)]?
    | 第\s*\d+\s*页
    | 点击这里给我发消息.* | 网络经营许可证.* | .{0,30}举报受理中心.*
    )[\s】\]）)|]*$""",
    re.VERBOSE | re.IGNORECASE,
)
AROUND = re.compile(
    r"""^[\s【\[（(]*(?:
      (?:信息|文章|稿件)?(?:来源|出处)\s*[:：].* | (?:发布|发表|更新|录入|添加|上传|发稿|公开|创建)?(?:时间|日期)\s*[:：]\s*[\d【\[（(].*
    | (?:发布|录入|更新)(?:者|人|单位|机构|部门)\s*[:：].* | 作者\s*[:：].*
    | (?:主办|承办|协办|主管|运维|维护)(?:单位)?\s*[:：].* | 地址\s*[:：].* | (?:联系|咨询|服务|值班|办公|总机)?电话\s*[:：].* | 邮(?:政)?编(?:码)?\s*[:：].*
    | (?:电子)?邮箱\s*[:：].* | 传真\s*[:：].* | E-?mail\s*[:：].* | 通用网址\s*[:：].*
    | \d{4}[-/.年]\d{1,2}[-/.月]\d{1,2}日?(?:\s+\d{1,2}[:：]\d{2}(?:[:：]\d{2})?)?(?:\s+(?:来源|浏览|点击|作者|字体|信息来源).*)?
    | (?:编辑|录入(?:员|者)?|审核(?:人|员)?|校对|摄影|供稿)\s*[:：].{0,40} | 附件下载.{0,10} | 相关附件.{0,10} | 首页 | 政务公开 | 政府信息公开 | 通知公告 | 政策文件 | 法定主动公开内容
    )$""",
    re.VERBOSE | re.IGNORECASE,
)
# From such a line on there is only page, unless prose follows.
ENDING = re.compile(
    r"^[\s【\[（(]*(?:责任编辑|责编|以上就是小编|版权声明|免责声明|相关(?:文章|链接|新闻|阅读|资讯|推荐|解读|信息|报道|稿件|法规|政策)|上一(?:篇|条)|下一(?:篇|条)"
    r"|友情链接|Copyright|©|版权所有|分享(?:到|至)|第?\s*(?:\[\d+\]\s*){2,}|上面法规内容为部分|【发表评论】|热门|推荐阅读|最新文章|打印本页|【打印|关闭窗口)",
    re.IGNORECASE,
)
SITE_FOOT = re.compile(
    r"主办|承办|邮编\s*[:：]|邮政编码\s*[:：]|传真\s*[:：]|地址\s*[:：]|版权|技术支持|备案|浏览器|网站管理"
)
LONGEST = 400
PARTIAL = re.compile(r"为部分内容|查看全文|阅读全文|(?:共\s*\[?(?:[2-9]|\d{2,})\]?\s*页)|(?:\[\d+\]\s*){2,}")
LINK_LIST = re.compile(r"^(?:\S{2,14}\s+){3,}\S{2,14}$")
CONTACT = re.compile(
    r"^[（(]?(?:业务)?(?:联系|咨询|监督|举报|投诉|承办|经办)(?:人|单位|部门|科室|处室|电话|方式|地址|邮箱)?.{0,8}[:：]"
)
SITE_CONTACT = re.compile(
    r"^(?:(?:办公|通讯|通信)?地\s*址|(?:办公|服务|值班)?电\s*话|传\s*真|邮\s*编|邮政编码|(?:电子)?邮\s*箱|E-?mail)\s*[:：]",
    re.IGNORECASE,
)
# What tells of an event: who holds it and when. The time of a page is a figure and nothing else.
EVENT = re.compile(
    r"^(?:(?:主办|承办|协办|主管)(?:单位)?|通用网址|网\s*址)\s*[:：]|^(?:时间|日期)\s*[:：](?!\s*\d{4}([-/.])\d{1,2}\1\d{1,2}(?:\s|$))"
)
PUBLISHING = re.compile(
    r"来源\s*[:：]|作者\s*[:：]|编辑\s*[:：]|(?:阅读|浏览|点击|访问)(?:次数|量|数)?\s*[:：]|字[号体]\s*[:：]|(?:发布|发表|更新)(?:时间|日期)?\s*[:：]|\d{4}-\d{1,2}-\d{1,2}(?:\s+\d{1,2}:\d{2})?|责任编辑"
)
LONG_NOISE = re.compile(r"版权|转载|小编|侵犯|本站|本网|律咖|责任自负|请及时与我们联系|网络转载|仅供参考")


@lru_cache(maxsize=8192)
def is_furniture(text: str) -> bool:
    """A line that is never a document's text."""
    if len(text) > LONGEST or not ALWAYS.match(text):
        return False
    return not is_own_words(text)


@lru_cache(maxsize=8192)
def is_around(text: str) -> bool:
    """A line that is noise when it stands before or behind the document."""
    return bool(
        is_furniture(text)
        or AROUND.match(text)
        or is_link_list(text)
        or is_publishing_line(text)
        or is_site_foot(text)
        or is_trail(text)
    )


def may_open_text(text: str) -> bool:
    """联系电话：…, 地址：…, 时间：5月6日上午 right below a title: the first line of a text as often as a page's."""
    return not is_publishing_line(text) and bool(is_contact(text) or is_site_contact(text) or EVENT.match(text))


def is_own_words(text: str) -> bool:
    """A sentence that no page says of itself: losing it would be losing text."""
    return is_prose(text) and not LONG_NOISE.search(text)


def is_trail(text: str) -> bool:
    """首页 > 政务公开 > 政策文件: where a page stands in its site."""
    steps = re.split(r"\s*(?:>+|＞+|»|›|-->?)\s*", text)
    return len(steps) >= 3 and all(1 < len(step) <= 16 for step in steps[:-1]) and not is_prose(text)


def is_site_foot(text: str) -> bool:
    """Who runs the site and how to reach them, side by side on one line."""
    return len(text) <= 200 and len(set(SITE_FOOT.findall(text))) >= 2 and not is_prose(text)


def is_publishing_line(text: str) -> bool:
    """Time, source, author, reads and font size on one line, in any order."""
    return len(text) <= 160 and len(set(PUBLISHING.findall(text))) >= 2 and not is_prose(PUBLISHING.sub("", text))


def is_link_list(text: str) -> bool:
    """Many short words side by side without any mark: a menu."""
    return bool(LINK_LIST.match(text)) and not re.search(r"[，。；、：,;]", outside_quotes(text))


def is_contact(text: str) -> bool:
    """联系人：… 联系电话：… — a document's last lines as often as a page's."""
    return bool(CONTACT.match(text))


def is_site_contact(text: str) -> bool:
    """地址：… 电话：… — a page's more often than a document's."""
    return bool(SITE_CONTACT.match(text))


def ends_document(text: str) -> bool:
    return bool(ENDING.match(text)) and not is_own_words(text) and (len(text) <= 60 or bool(LONG_NOISE.search(text)))


def tells_of_more(text: str) -> bool:
    """The page says itself that it shows only a part."""
    return bool(PARTIAL.search(text)) and is_furniture(text)
