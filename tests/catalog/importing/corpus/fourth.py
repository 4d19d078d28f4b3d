"""A fourth collection, again written before the code was looked at."""

from .case import Case
from .pages import page
from .prints import BODY, MIDDLE, PLAIN, RIGHT, TITLE, printed
from .words import RIGHT as TO_THE_RIGHT
from .words import Draft, run

SUBJECT_WORDS = """云杉市人民政府办公室文件
云政办发〔2009〕73号

关于印发云杉市城镇居民基本医疗保险
市级统筹实施办法的通知

各县（区）人民政府，市政府各部门：
    《云杉市城镇居民基本医疗保险市级统筹实施办法》已经市政府第18次常务会议讨论通过，现印发给你们，请遵照执行。
                            二○○九年九月三十日

    云杉市城镇居民基本医疗保险市级统筹实施办法
                第一章  总则
    第一条  为提高统筹层次，增强基金抗风险能力，根据省政府《关于完善医疗保险制度的决定》（青政发〔2008〕65号），制定本办法。
    第二条  市级统筹按照“统一政策、统一管理”的原则实施。
                第二章  附则
    第三条  本办法自2010年1月1日起施行。

主题词：劳动  医疗保险  办法  通知
抄送：市委各部门，市人大办，市政协办，云杉军分区，市法院，市检察院。
云杉市人民政府办公室                    2009年9月30日印发
                                        共印200份
"""

CITED_FIRST = """云杉市民政局
关于贯彻落实青民发〔2021〕44号文件
做好孤儿基本生活保障工作的通知

云民发〔2021〕70号

各县（市、区）民政局：
现将省民政厅《关于提高孤儿基本生活费标准的通知》（青民发〔2021〕44号）转发给你们，并提出如下要求，请一并贯彻执行。
一、自2021年7月1日起，社会散居孤儿基本生活费标准由每人每月1100元提高到1300元。
二、各地要在2021年9月30日前完成补发。
云杉市民政局
2021年8月25日
"""

GREETING = """致全市广大家长的一封信

尊敬的各位家长：
暑假将至，为保障孩子们度过一个安全、愉快的假期，请您切实履行监护职责，教育孩子不私自下水游泳。
祝您全家幸福安康！

云杉市教育局
2023年7月3日
"""

EMERGENCY = """云杉市防汛抗旱指挥部
关于启动防汛Ⅳ级应急响应的通知
云汛电〔2024〕9号
各县（市、区）防汛抗旱指挥部，市防指各成员单位：
据市气象台预报，6月20日8时至22日8时，我市大部有暴雨。根据《云杉市防汛应急预案》，市防指决定于2024年6月19日18时启动防汛Ⅳ级应急响应。
请你们密切监视雨情、水情、工情，强化会商研判和值班值守，重要情况及时报告。
云杉市防汛抗旱指挥部
2024年6月19日17时30分
"""

NO_SIGNATURE = """云杉市“十四五”数字经济发展规划

“十四五”时期是我市数字经济发展的重要机遇期。根据《青岚省“十四五”数字经济发展规划》，编制本规划。规划期为2021—2025年。

一、发展基础
2020年，全市数字经济核心产业增加值达到126亿元，占GDP比重6.8%。
二、发展目标
到2025年，数字经济核心产业增加值占GDP比重达到10%。
三、重点工程
（一）新型基础设施提升工程
建成5G基站8000个。
（二）产业数字化工程
推动1000家企业“上云用数赋智”。
"""

MINUTES_ISSUE = """云杉市人民政府专题会议纪要
（第15期）

云杉市人民政府办公室　　　　　　2023年3月27日

研究云杉高铁新区建设有关问题的会议纪要

2023年3月20日下午，副市长何秋实主持召开专题会议，研究云杉高铁新区建设有关问题。现纪要如下：
一、会议认为，高铁新区建设是全市重点工程，必须加快推进。
二、会议明确，由市自然资源和规划局负责于4月30日前完成控制性详细规划修编。
参加会议人员：市发改委李劲松，市财政局曾敏。
"""

TWO_SEALS = """中共清溪县委组织部
清溪县人力资源和社会保障局
关于2022年度事业单位公开招聘工作人员的公告

根据《事业单位公开招聘人员暂行规定》，2022年我县事业单位面向社会公开招聘工作人员86名。现将有关事项公告如下：
一、招聘岗位及人数
详见附件1。
二、报名时间
2022年5月9日9:00至5月13日17:00。
三、纪律与监督
咨询电话：0712-6223344、6223355
监督电话：0712-6225566
附件1：2022年度事业单位公开招聘岗位表
附件2：报名登记表

中共清溪县委组织部
清溪县人力资源和社会保障局
2022年4月28日
"""

SCRAPED = """欢迎访问云杉市人民政府门户网站　今天是 2016年5月3日 星期二
网站首页|走进云杉|新闻中心|政务公开|网上办事|公众参与
>> 您的位置：首页 - 政务公开 - 文件
发布日期:[2016-04-28]　点击:[87]　来源:[市政府办]

云杉市人民政府办公室关于做好
2016年“五一”期间旅游安全工作的通知
云政办电〔2016〕33号

各县（市、区）人民政府，市直有关单位：

“五一”小长假即将来临，为做好旅游安全工作，现就有关事项通知如下：

一、加强组织领导，落实安全责任。各级各部门要严格落实旅游安全责任制。

二、加强隐患排查，确保旅游安全。对景区（点）大型游乐设施、客运索道进行全面检查。

云杉市人民政府办公室

2016年4月27日



[返回顶部] [打印本页] [关闭窗口]

相关信息

·云杉市召开旅游发展大会

·我市接待游客再创新高

地址：云杉市滨河大道1号 | 邮编：442000 | 联系电话：0712-8230000
Copyright © 2016 yunshan.example. All rights reserved.
"""

SPACED = """云 杉 市 城 市 管 理 局
通    告
（2024年第3号）

　　为加强城市养犬管理，根据《云杉市养犬管理条例》，现通告如下：
　　一、犬只出户须束牵引带，主动避让老年人、儿童和孕妇。
　　二、禁止携犬进入学校、医院、公共交通工具。
　　三、违反规定的，处200元以上1000元以下罚款。
　　本通告自2024年4月1日起施行。
　　　　　　　　　　　　　　　云杉市城市管理局
　　　　　　　　　　　　　　　二〇二四年三月十八日
"""

GUIDE_PAGE = """<div class="con-box"><table width="100%" class="table-info"><tbody><tr><td>索引号:</td><td>001008003015-2022-00089</td><td>公开目录:</td><td>政策文件</td></tr><tr><td>发文日期:</td><td>2022年09月05日</td><td>发布机构:</td><td>云杉市科技局</td></tr>
<tr><td>文　号:</td><td>云科发〔2022〕41号</td><td>有效性:</td><td>有效</td></tr></tbody></table>
<div class="con-title">关于开展2022年云杉市科学技术奖提名工作的通知</div><div class="con-text" style="font-size:16px"><p>各县（市、区）科技局，有关单位：</p><p>2022年云杉市科学技术奖提名工作即日启动，现将有关事项通知如下。</p>
<p>一、提名时间</p><p>2022年9月6日至10月14日，逾期不予受理。</p><p>二、提名方式</p><p>单位提名和专家提名两种方式。</p><p style="text-align:right;">云杉市科学技术局</p><p style="text-align:right;">2022年9月5日</p>
<p><img src="/x.png" alt="二维码"></p></div><div class="con-foot">扫一扫在手机上查看当前页面</div></div>"""

SPAN_PAGE = """<div class="xl_main"><div class="xl_title"><p>云杉市退役军人事务局</p><p>关于评选表彰“最美退役军人”的通知</p></div><div class="xl_source"><span>信息来源：云杉市退役军人事务局</span> <span>发布日期：2023-04-18 17:22</span> <span>【<a>大</a>】【<a>中</a>】【<a>小</a>】</span></div>
<div class="xl_con" id="js_content"><p><span style="font-family: 仿宋">云退役军人发〔2023〕15号</span></p><p><span>各县（市、区）退役军人事务局，市直</span><span>各有关单位：</span></p><p><span>为激励广大退役军人建功立业，决定开展</span><strong>“最美退役军人”</strong><span>评选表彰活动。</span></p>
<p><span>一、评选范围。</span><span>在我市工作生活的退役军人，军队离退休干部。</span></p><p><span>二、报送时间。</span><span>请于2023年5月31日前报送推荐材料。</span></p><p style="display: none;">内部备注：名额分配另发。</p><p><span>联系人：鲁一鸣；联系电话：8237788</span></p>
<p>附件：</p><p>1.“最美退役军人”推荐表</p><p>2.推荐汇总表</p><p style="text-align: right">云杉市退役军人事务局</p><p style="text-align: right">2023年4月17日</p></div></div>"""

FRAMES = """<html><head><META http-equiv="content-type" content="text/html; charset=big5"><title>:::云杉市地税局:::</title></head><body topmargin=0><table border=0 width=778><tr><td colspan=3>云杉市地方税务局公众信息网</td></tr><tr><td width=150 bgcolor=#eeeeee>税务新闻<br>税收法规<br>办税指南<br>下载中心</td><td width=10></td><td>
<table border=0 width=600 cellspacing=8><tr><td align=center><b><span style="font-size:16pt">云杉市地方税务局关于调整个体工商户定额的公告</span></b></td></tr><tr><td align=center>(2008年第2号)</td></tr><tr><td style="line-height:180%">
　　根据《个体工商户税收定期定额征收管理办法》（国家税务总局令第16号），市局决定自2008年4月1日起调整部分行业个体工商户定额。<br>　　一、餐饮业月营业额不足5000元的，不予征收营业税。<br>　　二、纳税人对核定定额有异议的，可在接到通知之日起30日内申请重新核定。<br>　　特此公告。<br>　　<br><div align=right>云杉市地方税务局<br>二ОО八年三月十九日</div></td></tr></table></td></tr><tr><td colspan=3 align=center>Copyright 2003-2008 云杉市地方税务局 All Rights Reserved　您是第<img src=c.asp>位访客</td></tr></table></body></html>"""


def merged_header() -> bytes:
    draft = (
        Draft()
        .title("云杉市统计局关于2023年上半年规模以上工业主要指标的通报")
        .text(
            "云统〔2023〕52号", "各县（市、区）统计局：", "现将2023年上半年全市规模以上工业主要指标完成情况通报如下。"
        )
    )
    draft.table(
        [
            ["县区", "增加值", "增加值"],
            ["县区", "总量（亿元）", "增速（%）"],
            ["清溪县", "45.2", "6.1"],
            ["云岭县", "38.7", "5.4"],
        ]
    )
    table = draft.doc.tables[0]
    table.cell(0, 1).merge(table.cell(0, 2)).text = "增加值"
    table.cell(0, 0).merge(table.cell(1, 0)).text = "县区"
    return draft.text("注：数据为快报数。").text("云杉市统计局", "2023年7月21日", align=TO_THE_RIGHT).bytes()


def content_controls() -> bytes:
    draft = Draft()
    draft.raw(
        "<w:pPr><w:jc w:val='center'/></w:pPr><w:sdt><w:sdtContent>"
        + run("云杉市外事办公室关于做好2024年因公出访计划申报工作的通知", "<w:b/>")
        + "</w:sdtContent></w:sdt>"
    )
    draft.raw("<w:fldSimple w:instr='DOCPROPERTY n'>" + run("云外办〔2023〕19号") + "</w:fldSimple>").text(
        "市直各单位："
    )
    draft.raw(
        run("请于2023年12月8日前将")
        + "<w:hyperlink>"
        + run("《因公出访计划申报表》")
        + "</w:hyperlink>"
        + run("报送我办。")
        + "<w:moveFrom w:id='9' w:author='a'>"
        + run("移走的话。")
        + "</w:moveFrom>"
    )
    return draft.text(
        "　　　　　　　　　　　　　　　　云杉市外事办公室", "　　　　　　　　　　　　　　　　2023年11月20日"
    ).bytes()


def footnoted() -> bytes:
    draft = (
        Draft()
        .title("云杉市人民政府关于2022年度法治政府建设工作情况的报告")
        .text("中共青岚省委、青岚省人民政府：", "2022年，云杉市认真落实法治政府建设各项任务，现将有关情况报告如下。")
    )
    draft.doc.add_heading("一、主要工作", 2)
    draft.text("全年审查行政规范性文件36件，办理行政复议案件128件。")
    draft.doc.add_heading("二、下一步打算", 2)
    draft.text("持续提升依法行政能力和水平。").text("特此报告。", "云杉市人民政府", "2023年1月31日")
    return draft.bytes()


LETTER_PRINT = printed(
    (MIDDLE, "云杉市自然资源和规划局"),
    (RIGHT, "云自然资函〔2024〕88号"),
    (TITLE, "云杉市自然资源和规划局关于<br/>滨江新城A-07地块规划条件的复函"),
    (PLAIN, "云杉市城市建设投资集团有限公司："),
    (
        BODY,
        "你公司《关于申请出具A-07地块规划条件的函》（云城投函〔2024〕21号）收悉。该地块用地面积3.52公顷，容积率不大于2.0，建筑密度不大于28%，绿地率不小于35%，有效期至2025年3月31日。",
    ),
    (BODY, "专此函复。"),
    (BODY, "附件：A-07地块规划条件图"),
    (RIGHT, "云杉市自然资源和规划局"),
    (RIGHT, "2024年3月28日"),
)

LAW_PRINT = printed(
    (TITLE, "云杉市文明行为促进条例"),
    (
        BODY,
        "（2020年10月28日云杉市第十三届人民代表大会常务委员会第三十次会议通过　2020年11月27日青岚省第十三届人民代表大会常务委员会第二十次会议批准）",
    ),
    (MIDDLE, "第一章　总　则"),
    (
        BODY,
        "第一条　为了培育和践行社会主义核心价值观，引导和促进文明行为，提升社会文明程度，根据有关法律、行政法规，结合本市实际，制定本条例。",
    ),
    (
        BODY,
        "第二条　本条例所称文明行为，是指遵守宪法和法律、法规，尊重公序良俗，引领社会风尚，推动社会文明进步的行为。",
    ),
    (MIDDLE, "第二章　附　则"),
    (BODY, "第三条　本条例自2021年1月1日起施行。"),
)

CASES = [
    Case(
        "subject_words.txt",
        SUBJECT_WORDS.encode("gb18030"),
        title="关于印发云杉市城镇居民基本医疗保险市级统筹实施办法的通知",
        number="云政办发〔2009〕73号",
        day="2009-09-30",
        organ="云杉市人民政府办公室",
        addressees="各县（区）人民政府，市政府各部门",
        has=("第二条 市级统筹按照“统一政策、统一管理”的原则实施。", "第三条 本办法自2010年1月1日起施行。"),
        sections=("云杉市城镇居民基本医疗保险市级统筹实施办法", "第一章 总则", "第二章 附则"),
    ),
    Case(
        "cited_first.txt",
        CITED_FIRST.encode(),
        title="云杉市民政局关于贯彻落实青民发〔2021〕44号文件做好孤儿基本生活保障工作的通知",
        number="云民发〔2021〕70号",
        day="2021-08-25",
        organ="云杉市民政局",
        addressees="各县（市、区）民政局",
        sections=(),
    ),
    Case(
        "greeting.txt",
        GREETING.encode(),
        title="致全市广大家长的一封信",
        number="",
        day="2023-07-03",
        organ="云杉市教育局",
        addressees="尊敬的各位家长",
        has=("祝您全家幸福安康！",),
    ),
    Case(
        "emergency.txt",
        EMERGENCY.encode("gb18030"),
        title="云杉市防汛抗旱指挥部关于启动防汛Ⅳ级应急响应的通知",
        number="云汛电〔2024〕9号",
        day="2024-06-19",
        organ="云杉市防汛抗旱指挥部",
        addressees="各县（市、区）防汛抗旱指挥部，市防指各成员单位",
    ),
    Case(
        "no_signature.txt",
        NO_SIGNATURE.encode(),
        title="云杉市“十四五”数字经济发展规划",
        number="",
        day=None,
        organ="",
        addressees="",
        warns=("no_issued_on", "no_organ", "no_document_number"),
        sections=("一、发展基础", "二、发展目标", "三、重点工程", "（一）新型基础设施提升工程", "（二）产业数字化工程"),
    ),
    Case(
        "minutes_issue.txt",
        MINUTES_ISSUE.encode("gb18030"),
        title="研究云杉高铁新区建设有关问题的会议纪要",
        has=("二、会议明确，由市自然资源和规划局负责于4月30日前完成", "参加会议人员："),
        addressees="",
        sections=(),
    ),
    Case(
        "two_seals.txt",
        TWO_SEALS.encode(),
        title="中共清溪县委组织部 清溪县人力资源和社会保障局关于2022年度事业单位公开招聘工作人员的公告",
        number="",
        day="2022-04-28",
        organ="中共清溪县委组织部、清溪县人力资源和社会保障局",
        addressees="",
        attachments=("2022年度事业单位公开招聘岗位表", "报名登记表"),
        has=("监督电话：0712-6225566",),
        warns=("landline",),
    ),
    Case(
        "scraped.txt",
        SCRAPED.replace("\n", "\r\n").encode("gb18030"),
        title="云杉市人民政府办公室关于做好2016年“五一”期间旅游安全工作的通知",
        number="云政办电〔2016〕33号",
        day="2016-04-27",
        organ="云杉市人民政府办公室",
        addressees="各县（市、区）人民政府，市直有关单位",
        lacks=("欢迎访问", "网站首页", "点击", "返回顶部", "旅游发展大会", "Copyright", "邮编", "2016-04-28", "星期二"),
        has=("对景区（点）大型游乐设施、客运索道进行全面检查。",),
    ),
    Case(
        "spaced.txt",
        SPACED.encode(),
        title="云杉市城市管理局通告",
        number="2024年第3号",
        day="2024-03-18",
        organ="云杉市城市管理局",
        addressees="",
        has=("三、违反规定的，处200元以上1000元以下罚款。",),
        sections=(),
    ),
    Case(
        "guide.html",
        page(GUIDE_PAGE, "关于开展2022年云杉市科学技术奖提名工作的通知"),
        title="关于开展2022年云杉市科学技术奖提名工作的通知",
        number="云科发〔2022〕41号",
        day="2022-09-05",
        organ="云杉市科学技术局",
        addressees="各县（市、区）科技局，有关单位",
        sections=("一、提名时间", "二、提名方式"),
        lacks=("索引号", "扫一扫", "公开目录"),
    ),
    Case(
        "spans.html",
        page(SPAN_PAGE, "云杉市退役军人事务局"),
        title="云杉市退役军人事务局关于评选表彰“最美退役军人”的通知",
        number="云退役军人发〔2023〕15号",
        day="2023-04-17",
        organ="云杉市退役军人事务局",
        addressees="各县（市、区）退役军人事务局，市直各有关单位",
        attachments=("“最美退役军人”推荐表", "推荐汇总表"),
        lacks=("内部备注", "信息来源"),
        has=("决定开展“最美退役军人”评选表彰活动。",),
        warns=("hidden_text", "contact_person", "landline"),
    ),
    Case(
        "frames.htm",
        FRAMES.encode("gb18030"),
        title="云杉市地方税务局关于调整个体工商户定额的公告",
        number="2008年第2号",
        day="2008-03-19",
        organ="云杉市地方税务局",
        addressees="",
        has=("一、餐饮业月营业额不足5000元的，不予征收营业税。", "特此公告。"),
        lacks=("税务新闻", "访客", "Copyright", "公众信息网"),
    ),
    Case(
        "merged.docx",
        merged_header(),
        title="云杉市统计局关于2023年上半年规模以上工业主要指标的通报",
        number="云统〔2023〕52号",
        day="2023-07-21",
        organ="云杉市统计局",
        has=("注：数据为快报数。", "38.7"),
        tables=1,
    ),
    Case(
        "controls.docx",
        content_controls(),
        title="云杉市外事办公室关于做好2024年因公出访计划申报工作的通知",
        number="云外办〔2023〕19号",
        day="2023-11-20",
        organ="云杉市外事办公室",
        addressees="市直各单位",
        has=("请于2023年12月8日前将《因公出访计划申报表》报送我办。",),
        lacks=("移走的话",),
    ),
    Case(
        "report.docx",
        footnoted(),
        title="云杉市人民政府关于2022年度法治政府建设工作情况的报告",
        number="",
        day="2023-01-31",
        organ="云杉市人民政府",
        addressees="中共青岚省委、青岚省人民政府",
        sections=("一、主要工作", "二、下一步打算"),
    ),
    Case(
        "letter.pdf",
        LETTER_PRINT,
        title="云杉市自然资源和规划局关于滨江新城A-07地块规划条件的复函",
        number="云自然资函〔2024〕88号",
        day="2024-03-28",
        organ="云杉市自然资源和规划局",
        addressees="云杉市城市建设投资集团有限公司",
        attachments=("A-07地块规划条件图",),
    ),
    Case(
        "law.pdf",
        LAW_PRINT,
        title="云杉市文明行为促进条例",
        number="",
        day="2020-10-28",
        addressees="",
        sections=("第一章 总 则", "第二章 附 则"),
        has=("第三条 本条例自2021年1月1日起施行。",),
    ),
]
