"""A second collection, written without looking at the reading code."""

from .case import Case
from .pages import page
from .prints import BODY, MIDDLE, PLAIN, RIGHT, TITLE, printed
from .words import CENTER, Draft, run

PARTY = """云办发〔2023〕8号

中共云杉市委办公室　云杉市人民政府办公室
印发《关于进一步深化“放管服”改革
优化营商环境的若干措施》的通知

各县（市、区）委和人民政府，市委各部委，市级国家机关各部门，各人民团体：
《关于进一步深化“放管服”改革优化营商环境的若干措施》已经市委、市政府同意，现印发给你们，请结合实际认真贯彻落实。

中共云杉市委办公室
云杉市人民政府办公室
2023年2月14日

关于进一步深化“放管服”改革优化营商环境的若干措施

为持续优化营商环境，制定如下措施。
一、压缩企业开办时间。推行企业开办“一窗通办”，办理时间压缩至0.5个工作日以内。（责任单位：市市场监管局、市税务局，完成时限：2023年6月30日）
二、降低企业用电成本。对小微企业实行“零投资”接电。（责任单位：云杉供电公司，完成时限：长期坚持）
"""

JOINT_NOTICE = """云杉市公安局
云杉市交通运输局
关于春运期间对部分货运车辆实行交通管制的通告

为保障2024年春运期间道路交通安全畅通，依据《中华人民共和国道路交通安全法》，现就有关事项通告如下：
一、管制时间
2024年1月26日0时至3月5日24时，每日7时至20时。
二、管制车辆
核定载质量5吨以上的货运车辆。
三、违反本通告规定的，由公安机关交通管理部门依法处罚。
本通告自2024年1月26日起施行。
云杉市公安局
云杉市交通运输局
2024年1月15日
"""

COPIED_PAGE = """云杉市人民政府 > 政务公开 > 法定主动公开内容 > 政策文件
关于做好2022年高温天气安全防范工作的紧急通知
云安办明电〔2022〕7号
发布时间：2022-07-12 来源：市应急局 点击量：206
分享：微信 微博 QQ空间

各县（市、区）安委办，市安委会有关成员单位：
据市气象台预测，7月12日至18日我市将出现持续高温天气，极端最高气温可达40℃。为切实做好防范工作，现紧急通知如下：
一要落实防暑降温措施。合理安排作业时间，日最高气温达到40℃以上的，应当停止当日室外露天作业。
二要加强用电安全管理。督促各单位开展电气线路检查。
三要严格值班值守。遇有突发情况，第一时间报告市安委办（值班电话：0712-8237110）。

云杉市安全生产委员会办公室
2022年7月12日

扫一扫在手机打开当前页
【 打印 】【 关闭 】
相关附件：
主办：云杉市人民政府 网站标识码1207000001
"""

NUMBER_BEHIND = """云杉市卫生健康委员会关于印发2021年全市卫生健康工作要点的通知（云卫发〔2021〕6号）
各县（市、区）卫生健康局，市直各医疗卫生单位：
现将《2021年全市卫生健康工作要点》印发给你们，请结合实际抓好落实。
                         云杉市卫生健康委员会    2021年3月2日
2021年全市卫生健康工作要点
一、毫不放松抓好疫情防控
（一）坚持“外防输入、内防反弹”，落实“四方责任”。
（二）有序推进疫苗接种，2021年6月底前完成重点人群接种。
二、深化医药卫生体制改革
推进紧密型县域医共体建设，力争县域内就诊率达到90%。
"""

REQUEST = """清溪县人民政府
关于申请设立清溪竹海省级地质公园的请示

清政〔2022〕41 号　　　　　签发人：罗文斌

云杉市人民政府：
清溪竹海位于我县西南部，面积38.5平方公里，地质遗迹丰富。为加强保护，我县拟申请设立省级地质公园，并已于2022年5月20日通过专家评审。
妥否，请批示。
附件:1.清溪竹海省级地质公园总体规划
     2.专家评审意见
清溪县人民政府
2022年6月6日
（联系人:石磊;联系电话:0712-6221008）
"""

PROPOSAL_REPLY = """B类
云教建〔2023〕12号
对云杉市第十四届人民代表大会第三次会议第88号建议的答复

张明达代表：
您提出的《关于加强农村小规模学校建设的建议》收悉，现答复如下：
近年来，我局认真落实《云杉市教育事业发展“十四五”规划》（云政办发〔2021〕55号），累计投入资金1.2亿元，改善小规模学校办学条件。
下一步，我局将于2023年12月前完成全部小规模学校音体美器材配备。
感谢您对教育工作的关心和支持！
云杉市教育局
2023年6月28日
联系单位：云杉市教育局基础教育科
联系电话：8232456
"""

APPOINTMENT = """云杉市人民政府
关于程立行等同志职务任免的通知
云政任〔2024〕3号
各县（市、区）人民政府，市政府各部门：
经研究，决定：
程立行任云杉市财政局副局长（试用期一年）；
宋晓岚任云杉市统计局总统计师；
免去何为民的云杉市商务局副局长职务。
云杉市人民政府
2024年4月11日
"""

OPEN_CALL = """关于公开征求《云杉市电动自行车管理办法（征求意见稿）》意见的公告

为加强电动自行车管理，我局起草了《云杉市电动自行车管理办法（征求意见稿）》，现向社会公开征求意见。公众可于2023年8月20日前通过以下途径反馈意见：
1.电子邮箱：ysgajfzc@yunshan.example
2.通信地址：云杉市滨河大道66号云杉市公安局法制支队，邮编：442000。
附件：云杉市电动自行车管理办法（征求意见稿）
云杉市公安局
二〇二三年七月廿一日
"""

TABBED_METADATA = (
    "索引号\t11207000/2018-00203\n发文机关\t云杉市商务局\n文号\t云商发〔2018〕20号\n"
    + """标题：云杉市商务局关于开展2018年“双十一”网络促销监管的通知

云杉市商务局
关于开展2018年“双十一”网络促销监管的通知

各县（市、区）商务局：
请督促电商企业依法合规开展促销活动，有关情况于11月20日前报市局市场科。
云杉市商务局
2018年11月2日
"""
)

ENGLISH_MIXED = """云杉市大数据局关于印发《云杉市公共数据API接口规范（V2.0）》的通知
云数据发〔2024〕5号

各县（市、区）大数据主管部门,市直各单位:
　　现将《云杉市公共数据API接口规范（V2.0）》印发给你们，自2024年6月1日起执行，原规范（云数据发〔2021〕2号）同时废止。
　　 云杉市大数据局
　　 2024-05-13
"""

WITH_ANNEX = """云杉市行政审批局关于公布行政许可事项清单（2023年版）的通知
云审批发〔2023〕10号
各县（市、区）行政审批局：
根据《青岚省行政许可事项清单（2023年版）》，我局编制了《云杉市行政许可事项清单（2023年版）》，现予公布。
各地要于2023年7月15日前公布本级清单。
附件：云杉市行政许可事项清单（2023年版）
云杉市行政审批局
2023年5月31日
附件
云杉市行政许可事项清单
（2023年版）
1.企业投资项目核准
2.民办学校设立审批
3.施工许可证核发
"""

MAYOR_ORDER = """云杉市人民防空警报试鸣公告
为增强市民国防观念和人民防空意识，根据《中华人民共和国人民防空法》规定，定于2023年9月18日上午10时在市区进行防空警报试鸣。请广大市民听到警报后保持正常的工作、生活秩序。
试鸣信号：
预先警报：鸣36秒，停24秒，反复3遍，时间3分钟。
空袭警报：鸣6秒，停6秒，反复15遍，时间3分钟。
解除警报：连续鸣响3分钟。
特此公告
云杉市人民政府
2023年9月8日
"""

WORD_HTML = """<html xmlns:o="urn:schemas-microsoft-com:office:office"><head><meta http-equiv=Content-Type content="text/html; charset=gb2312"><!--[if gte mso 9]><xml><o:p>x</o:p></xml><![endif]-->
<style>p.MsoNormal{margin:0}</style></head><body lang=ZH-CN><div class=WordSection1>
<p class=MsoNormal align=center style='text-align:center'><span style='font-size:22.0pt;font-family:方正小标宋简体'>云杉市物价局关于规范停车服务收费的<span lang=EN-US><o:p></o:p></span></span></p>
<p class=MsoNormal align=center style='text-align:center'><span style='font-size:22.0pt'>通<span lang=EN-US>&nbsp; </span>知</span></p>
<p class=MsoNormal align=center><span style='font-size:16.0pt'>云价费〔<span lang=EN-US>2014</span>〕<span lang=EN-US>36</span>号</span></p>
<p class=MsoNormal><span style='font-size:16.0pt'>各县（区）物价局：</span></p>
<p class=MsoNormal style='text-indent:32.0pt'><span style='font-size:16.0pt'>为规范停车服务收费行为，现将有关事项通知如下。<span
lang=EN-US>2010</span>年发布的《停车收费管理规定》（云价费〔<span lang=EN-US>2010</span>〕<span lang=EN-US>8</span>号）自本通知实施之日起
废止。</span></p>
<p class=MsoNormal style='text-indent:32.0pt'><span style='font-size:16.0pt'>本通知自<span lang=EN-US>2014</span>年<span lang=EN-US>9</span>月<span lang=EN-US>1</span>日起执行。</span></p>
<p class=MsoNormal align=right><span style='font-size:16.0pt'>云杉市物价局<span lang=EN-US><o:p></o:p></span></span></p>
<p class=MsoNormal align=right><span style='font-size:16.0pt'><span lang=EN-US>2014</span>年<span lang=EN-US>8</span>月<span lang=EN-US>12</span>日</span></p></div></body></html>"""

NATIONAL_LIKE = """<div class="content"><table class="bd1" border="0"><tr><td><b>索 引 号：</b></td><td>11207000A/2023-00077</td><td><b>主题分类：</b></td><td>农业、林业、水利\\水利</td></tr>
<tr><td><b>发文机关：</b></td><td>云杉市人民政府办公室</td><td><b>成文日期：</b></td><td>2023年04月20日</td></tr>
<tr><td><b>标　　题：</b></td><td colspan="3">云杉市人民政府办公室关于加强农业用水管理的意见</td></tr>
<tr><td><b>发文字号：</b></td><td>云政办规〔2023〕4号</td><td><b>发布日期：</b></td><td>2023年04月26日</td></tr></table>
<div class="pages_content" id="UCAP-CONTENT"><p align="center"><b>云杉市人民政府办公室<br>关于加强农业用水管理的意见</b></p><p align="center">云政办规〔2023〕4号</p>
<p>各县（市、区）人民政府，市政府有关部门：</p><p>　　为促进农业节约用水，经市人民政府同意，现提出以下意见。</p><p>　　<b>一、严格总量控制。</b>到2025年，全市农业用水总量控制在6.5亿立方米以内。</p>
<p>　　<b>二、完善水价机制。</b>建立健全农业水价形成机制和精准补贴机制。</p><p align="right">云杉市人民政府办公室</p><p align="right">2023年4月20日</p><p>　　（此件公开发布）</p></div>
<div class="pagebox">相关报道：<a href="1.html">解读：加强农业用水管理</a></div></div>"""

LISTED_FILES = """<div id="main"><div class="article"><h2 class="bt">云杉市体育局关于公布第二批市级体育传统特色学校名单的通知</h2><p class="sj">2021-09-17 10:12:33 来源：市体育局</p>
<div class="nr"><p>各县（市、区）教育体育局：</p><p>经学校申报、县级推荐、市级评审，确定云杉市第三中学等18所学校为第二批市级体育传统特色学校，现予公布。</p>
<p>望各学校珍惜荣誉，发挥示范带动作用。</p><p>附件：1. 第二批市级体育传统特色学校名单</p><p>　　　2. 体育传统特色学校管理要求</p>
<p style="text-align: right;">云杉市体育局</p><p style="text-align: right;">2021年9月15日</p></div>
<ul class="fj"><li><a href="/u/1.xls">附件1.xls</a></li><li><a href="/u/2.doc">附件2.doc</a></li></ul><div class="prev">上一篇：<a href="a">云杉市体育局关于举办全民健身月活动的通知</a></div></div></div>"""

PAGED = """<table width=100%><tr><td class=wzbt align=center>云杉市国土资源局关于印发地质灾害应急预案的通知</td></tr><tr><td>云国土资发[2011]第９号</td></tr><tr><td class=zw>
<p>各县（区）国土资源局：</p><p>现将《云杉市突发地质灾害应急预案》印发给你们，请遵照执行。</p><p>二〇一一年四月七日</p><p align=center>云杉市突发地质灾害应急预案</p>
<p>1 总则</p><p>1.1 编制目的</p><p>高效有序地做好突发地质灾害应急防治工作，避免或最大程度地减轻灾害造成的损失。</p></td></tr>
<tr><td align=center>第 [1] [2] [3] 页 <a href=2.html>下一页</a></td></tr></table>"""

WRONG_CHARSET = """<div class="con"><h3>云杉市审计局2022年度法治政府建设情况报告</h3><div class="art"><p>2022年，市审计局深入学习贯彻习近平法治思想，扎实推进法治政府建设。现将有关情况报告如下。</p>
<p>一、主要举措和成效</p><p>全年完成审计项目64个，查出主要问题金额3.7亿元。</p><p>二、存在的不足</p><p>审计信息化水平有待提高。</p><p>三、2023年工作安排</p><p>加大对重点领域的审计监督力度。</p>
<p>云杉市审计局</p><p>2023年1月12日</p></div></div>"""


def line_breaks() -> bytes:
    draft = Draft()
    draft.raw(
        '<w:pPr><w:jc w:val="center"/></w:pPr>'
        + run("云杉市水利局", '<w:sz w:val="44"/>')
        + "<w:r><w:br/></w:r>"
        + run("关于2023年度水利工程质量", '<w:sz w:val="44"/>')
        + "<w:r><w:br/></w:r>"
        + run("监督检查情况的通报", '<w:sz w:val="44"/>')
    )
    draft.text("云水质监〔2024〕1号", align=CENTER).text("各县（市、区）水利局，各有关项目法人：")
    draft.text("2023年11月6日至24日，我局组织对全市37个在建水利工程进行了监督检查，现将有关情况通报如下。")
    draft.text(
        "一、基本情况",
        "总体来看，质量管理体系基本健全。",
        "二、存在问题",
        "1．部分项目原材料检测频次不足。",
        "2．个别项目隐蔽工程验收资料缺失。",
    )
    draft.text("三、处理意见", "对存在严重问题的3个项目予以通报批评，限2024年2月10日前整改到位。")
    return draft.text("　　　　　　　　　　　　云杉市水利局", "　　　　　　　　　　　　2024年1月8日").bytes()


def headings() -> bytes:
    draft = Draft()
    draft.doc.add_heading("云杉市国家森林城市建设总体规划（2022—2031年）", 0)
    draft.doc.add_heading("第一章　规划背景", 1)
    draft.text("云杉市森林覆盖率已达58.3%，具备创建国家森林城市的良好基础。")
    draft.doc.add_heading("第一节　自然条件", 2)
    draft.text("云杉市地处清溪江中游，属亚热带季风气候。")
    draft.doc.add_heading("第二章　规划目标", 1)
    draft.text("到2031年，各项指标全面达到国家森林城市评价标准。")
    return draft.bytes()


def divided() -> bytes:
    draft = (
        Draft()
        .title("云杉市消防安全委员会关于印发2024年消防安全", "专项治理任务分工的通知")
        .text("云消安〔2024〕6号", "各成员单位：")
    )
    draft.text("现将任务分工印发给你们，请认真抓好落实，每月25日前报送进展。").signed(
        "云杉市消防安全委员会", "2024年3月19日"
    ).text("附件")
    draft.title("2024年消防安全专项治理任务分工").table(
        [
            ["序号", "任务", "牵头单位"],
            ["1", "高层建筑治理", "市消防救援支队"],
            ["", "老旧小区治理", "市住建局"],
            ["2", "电动自行车治理", "市公安局"],
        ]
    )
    table = draft.doc.tables[0]
    table.cell(1, 0).merge(table.cell(2, 0))
    return draft.bytes()


PRINTED_REPORT = printed(
    (TITLE, "云杉市2022年国民经济和社会发展统计公报"),
    (MIDDLE, "云杉市统计局　国家统计局云杉调查队"),
    (MIDDLE, "2023年3月21日"),
    (BODY, "2022年，全市上下坚持稳中求进工作总基调，经济社会保持平稳健康发展。"),
    (BODY, "一、综合"),
    (
        BODY,
        "初步核算，全年全市实现地区生产总值1862.4亿元，比上年增长4.6%。其中，第一产业增加值198.7亿元，增长4.3%；第二产业增加值803.5亿元，增长5.2%；第三产业增加值860.2亿元，增长4.1%。",
    ),
    (BODY, "二、农业"),
    (BODY, "全年粮食总产量142.8万吨，比上年增长1.1%。"),
    numbers="- {} -",
)

PRINTED_PLAN = printed(
    (MIDDLE, "云杉市教育局文件"),
    (MIDDLE, "云教基〔2022〕28 号"),
    (TITLE, "云杉市教育局关于印发《云杉市义务教育阶段<br/>学生作业管理“十条要求”》的<br/>通　知"),
    (PLAIN, "各县（市、区）教育局，市直各学校："),
    (
        BODY,
        "为落实“双减”政策，切实减轻学生过重作业负担，现将《云杉市义务教育阶段学生作业管理“十条要求”》印发给你们，请遵照执行。执行中的问题请于2022年10月15日前向市教育局基础教育科反馈。",
    ),
    (RIGHT, "云杉市教育局"),
    (RIGHT, "2022年9月2日"),
    (BODY, "（此件主动公开）"),
    head="内部刊号 云教办印",
    numbers="{}",
)

CASES = [
    Case(
        "party.txt",
        PARTY.encode(),
        title="中共云杉市委办公室 云杉市人民政府办公室印发《关于进一步深化“放管服”改革优化营商环境的若干措施》的通知",
        number="云办发〔2023〕8号",
        day="2023-02-14",
        organ="中共云杉市委办公室、云杉市人民政府办公室",
        addressees="各县（市、区）委和人民政府，市委各部委，市级国家机关各部门，各人民团体",
        has=("一、压缩企业开办时间。推行企业开办“一窗通办”", "完成时限：长期坚持）"),
        sections=("关于进一步深化“放管服”改革优化营商环境的若干措施",),
    ),
    Case(
        "joint_notice.txt",
        JOINT_NOTICE.encode("gb18030"),
        title="云杉市公安局 云杉市交通运输局关于春运期间对部分货运车辆实行交通管制的通告",
        day="2024-01-15",
        organ="云杉市公安局、云杉市交通运输局",
        addressees="",
        has=("三、违反本通告规定的，由公安机关交通管理部门依法处罚。",),
        sections=("一、管制时间", "二、管制车辆"),
    ),
    Case(
        "copied_page.txt",
        COPIED_PAGE.encode("utf-8-sig"),
        title="关于做好2022年高温天气安全防范工作的紧急通知",
        number="云安办明电〔2022〕7号",
        day="2022-07-12",
        organ="云杉市安全生产委员会办公室",
        addressees="各县（市、区）安委办，市安委会有关成员单位",
        has=("三要严格值班值守。",),
        lacks=("点击量", "分享", "扫一扫", "打印", "标识码", "法定主动公开内容", "相关附件"),
        warns=("landline",),
        attachments=(),
    ),
    Case(
        "number_behind.txt",
        NUMBER_BEHIND.encode(),
        title="云杉市卫生健康委员会关于印发2021年全市卫生健康工作要点的通知",
        number="云卫发〔2021〕6号",
        day="2021-03-02",
        organ="云杉市卫生健康委员会",
        addressees="各县（市、区）卫生健康局，市直各医疗卫生单位",
        sections=("2021年全市卫生健康工作要点", "一、毫不放松抓好疫情防控", "二、深化医药卫生体制改革"),
    ),
    Case(
        "request.txt",
        REQUEST.encode("gb18030"),
        title="清溪县人民政府关于申请设立清溪竹海省级地质公园的请示",
        number="清政〔2022〕41号",
        day="2022-06-06",
        organ="清溪县人民政府",
        addressees="云杉市人民政府",
        attachments=("清溪竹海省级地质公园总体规划", "专家评审意见"),
        has=("妥否，请批示。",),
        lacks=("签发人",),
        warns=("contact_person", "landline"),
    ),
    Case(
        "proposal_reply.txt",
        PROPOSAL_REPLY.encode(),
        title="对云杉市第十四届人民代表大会第三次会议第88号建议的答复",
        number="云教建〔2023〕12号",
        day="2023-06-28",
        organ="云杉市教育局",
        addressees="张明达代表",
        has=("感谢您对教育工作的关心和支持！", "联系单位：云杉市教育局基础教育科", "联系电话：8232456"),
        warns=("landline",),
    ),
    Case(
        "appointment.txt",
        APPOINTMENT.encode("gb18030"),
        title="云杉市人民政府关于程立行等同志职务任免的通知",
        number="云政任〔2024〕3号",
        day="2024-04-11",
        organ="云杉市人民政府",
        has=("经研究，决定：", "宋晓岚任云杉市统计局总统计师；", "免去何为民的云杉市商务局副局长职务。"),
        sections=(),
    ),
    Case(
        "open_call.txt",
        OPEN_CALL.encode("utf-16-le"),
        title="关于公开征求《云杉市电动自行车管理办法（征求意见稿）》意见的公告",
        day="2023-07-21",
        organ="云杉市公安局",
        addressees="",
        has=("1.电子邮箱：ysgajfzc@yunshan.example", "邮编：442000。"),
        attachments=("云杉市电动自行车管理办法（征求意见稿）",),
        sections=(),
    ),
    Case(
        "tabbed.txt",
        TABBED_METADATA.encode(),
        title="云杉市商务局关于开展2018年“双十一”网络促销监管的通知",
        number="云商发〔2018〕20号",
        day="2018-11-02",
        organ="云杉市商务局",
        addressees="各县（市、区）商务局",
        lacks=("索引号", "11207000"),
    ),
    Case(
        "mixed.txt",
        ENGLISH_MIXED.encode(),
        title="云杉市大数据局关于印发《云杉市公共数据API接口规范（V2.0）》的通知",
        number="云数据发〔2024〕5号",
        day="2024-05-13",
        organ="云杉市大数据局",
        addressees="各县（市、区）大数据主管部门,市直各单位",
    ),
    Case(
        "with_annex.txt",
        WITH_ANNEX.encode("gb18030"),
        title="云杉市行政审批局关于公布行政许可事项清单（2023年版）的通知",
        number="云审批发〔2023〕10号",
        day="2023-05-31",
        organ="云杉市行政审批局",
        attachments=("云杉市行政许可事项清单（2023年版）",),
        has=("1.企业投资项目核准", "3.施工许可证核发"),
    ),
    Case(
        "sirens.txt",
        MAYOR_ORDER.encode(),
        title="云杉市人民防空警报试鸣公告",
        day="2023-09-08",
        organ="云杉市人民政府",
        addressees="",
        has=("试鸣信号：", "解除警报：连续鸣响3分钟。", "特此公告"),
    ),
    Case(
        "word.htm",
        WORD_HTML.encode("gb18030"),
        title="云杉市物价局关于规范停车服务收费的通知",
        number="云价费〔2014〕36号",
        day="2014-08-12",
        organ="云杉市物价局",
        addressees="各县（区）物价局",
        has=("2010年发布的《停车收费管理规定》（云价费〔2010〕8号）自本通知实施之日起废止。",),
    ),
    Case(
        "national.html",
        page(NATIONAL_LIKE, "云杉市人民政府办公室关于加强农业用水管理的意见"),
        title="云杉市人民政府办公室关于加强农业用水管理的意见",
        number="云政办规〔2023〕4号",
        day="2023-04-20",
        organ="云杉市人民政府办公室",
        addressees="各县（市、区）人民政府，市政府有关部门",
        has=("一、严格总量控制。到2025年",),
        lacks=("索 引 号", "相关报道", "解读"),
        tables=0,
        quiet=("date_differs", "number_differs"),
    ),
    Case(
        "files.html",
        page(LISTED_FILES, "云杉市体育局"),
        title="云杉市体育局关于公布第二批市级体育传统特色学校名单的通知",
        number="",
        day="2021-09-15",
        organ="云杉市体育局",
        addressees="各县（市、区）教育体育局",
        attachments=("第二批市级体育传统特色学校名单", "体育传统特色学校管理要求"),
        lacks=("上一篇", "全民健身月", "10:12"),
    ),
    Case(
        "paged.html",
        page(PAGED, "云杉市国土资源局"),
        title="云杉市国土资源局关于印发地质灾害应急预案的通知",
        number="云国土资发〔2011〕9号",
        day="2011-04-07",
        organ="云杉市国土资源局",
        addressees="各县（区）国土资源局",
        has=("避免或最大程度地减轻灾害造成的损失。", "1.1 编制目的"),
        lacks=("下一页", "[2]"),
        warns=("incomplete",),
    ),
    Case(
        "wrong_charset.html",
        page(WRONG_CHARSET, "报告", charset="utf-8", encoding="gb18030"),
        title="云杉市审计局2022年度法治政府建设情况报告",
        day="2023-01-12",
        organ="云杉市审计局",
        addressees="",
        has=("查出主要问题金额3.7亿元。",),
        sections=("一、主要举措和成效", "二、存在的不足", "三、2023年工作安排"),
    ),
    Case(
        "line_breaks.docx",
        line_breaks(),
        title="云杉市水利局关于2023年度水利工程质量监督检查情况的通报",
        number="云水质监〔2024〕1号",
        day="2024-01-08",
        organ="云杉市水利局",
        addressees="各县（市、区）水利局，各有关项目法人",
        sections=("一、基本情况", "二、存在问题", "三、处理意见"),
    ),
    Case(
        "headings.docx",
        headings(),
        title="云杉市国家森林城市建设总体规划（2022—2031年）",
        day=None,
        addressees="",
        sections=("第一章 规划背景", "第一节 自然条件", "第二章 规划目标"),
        has=("属亚热带季风气候。",),
    ),
    Case(
        "divided.docx",
        divided(),
        title="云杉市消防安全委员会关于印发2024年消防安全专项治理任务分工的通知",
        number="云消安〔2024〕6号",
        day="2024-03-19",
        organ="云杉市消防安全委员会",
        addressees="各成员单位",
        tables=1,
        has=("高层建筑治理", "老旧小区治理"),
    ),
    Case(
        "report.pdf",
        PRINTED_REPORT,
        title="云杉市2022年国民经济和社会发展统计公报",
        day=None,
        addressees="",
        has=("第三产业增加值860.2亿元，增长4.1%。",),
        lacks=("- 1 -",),
        sections=("一、综合", "二、农业"),
    ),
    Case(
        "plan.pdf",
        PRINTED_PLAN,
        title="云杉市教育局关于印发《云杉市义务教育阶段学生作业管理“十条要求”》的通知",
        number="云教基〔2022〕28号",
        day="2022-09-02",
        organ="云杉市教育局",
        addressees="各县（市、区）教育局，市直各学校",
        has=("请于2022年10月15日前向市教育局基础教育科反馈。", "（此件主动公开）"),
        lacks=("教育局文件",),
    ),
]
