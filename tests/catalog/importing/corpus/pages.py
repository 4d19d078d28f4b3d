"""Web pages: new and old sites, lies about encodings, noise of all kinds, tables for layout and for facts."""

from .case import Case

FRAME = """<!DOCTYPE html><html lang="zh"><head><meta charset="{charset}"><title>{title}_云杉市人民政府门户网站</title>{meta}
<style>.only-print{{display:none}} .a{{color:red}}</style><script>var title="云杉市人民政府关于假标题的通知";</script></head><body>
<div class="header"><a href="/">首页</a><a href="/zwgk/">政务公开</a><a href="/hdjl/">互动交流</a><input value="请输入关键词"></div>
<div class="crumbs">当前位置：<a href="/">首页</a> &gt; <a href="/zwgk/">政务公开</a> &gt; <a href="/zwgk/wj/">政策文件</a></div>
{content}
<div class="related"><h3>相关文章</h3><ul><li><a href="/1.html">云杉市人民政府关于印发2020年重点工作的通知</a></li>
<li><a href="/2.html">一图读懂政策文件</a></li></ul></div>
<div class="footer"><p>主办：云杉市人民政府办公室　承办：云杉市大数据中心</p><p>网站标识码：1207000001　青ICP备05000001号　青公网安备12070002000001号</p>
<p>版权所有 &copy; 云杉市人民政府。未经书面授权，任何单位和个人不得转载、复制本站内容。</p></div></body></html>"""


def page(content: str, title: str, meta: str = "", charset: str = "utf-8", encoding: str = "") -> bytes:
    return FRAME.format(content=content, title=title, meta=meta, charset=charset).encode(encoding or charset)


MODERN = """<div class="wz"><h1 class="title">云杉市人民政府关于加快推进数字政府建设的实施意见</h1>
<div class="info"><span>发布时间：2022-03-15 09:30</span><span>来源：市政府办公室</span><span>浏览次数：<i id="hits">1024</i></span>
<span>字体：[<a href="#">大</a> <a href="#">中</a> <a href="#">小</a>]</span></div>
<div class="TRS_Editor"><p style="text-align:center">云政发〔2022〕5号</p>
<p>各县（市、区）人民政府，市政府各部门、各直属机构：</p>
<p style="text-indent:2em">为深入贯彻落实《青岚省数字政府建设总体规划》（青政发〔2021〕18号），加快推进我市数字政府建设，现提出如下实施意见。</p>
<p><strong>一、总体要求</strong></p><p>以数字化改革助力政府职能转变，到2025年底，政务服务事项网上可办率达到98%以上。</p>
<p><strong>二、主要任务</strong></p><p>（一）夯实数字底座</p><p>建设全市一体化政务大数据平台，推动公共数据按需共享、有序开放。</p>
<p>（二）优化政务服务</p><p>深化“一网通办”，推行“免证办”“就近办”。</p>
<p style="display:none">本段为系统占位内容，请勿删除，测试测试。</p>
<p style="text-align:right">云杉市人民政府</p><p style="text-align:right">2022年3月8日</p>
<p>（此件公开发布）</p></div>
<div class="fujian">附件：<a href="/files/1.docx">1.云杉市数字政府建设任务清单.docx</a><br><a href="/files/2.xlsx">2.云杉市公共数据目录.xlsx</a></div>
<div class="share">分享到：<a href="#">微信</a><a href="#">微博</a></div><p class="editor">【责任编辑：李某】</p></div>"""

OLD = """<html><head><title>云杉政务网</title></head><body bgcolor="#ffffff"><center><table width="760" border="0" cellpadding="0"><tr>
<td colspan="2"><img src="/images/top.gif"></td></tr><tr><td width="160" valign="top"><table><tr><td><a href="a.asp">组织机构</a></td></tr>
<tr><td><a href="b.asp">政策法规</a></td></tr><tr><td><a href="c.asp">招商引资</a></td></tr></table></td><td valign="top">
<table width="600" border="0"><tr><td align="center"><font size="5" color="red"><b>云杉市人民政府关于实施<br>退耕还林工程的通知</b></font></td></tr>
<tr><td align="center">发布日期：2003-4-2 8:30:00&nbsp;&nbsp;阅读次数：57</td></tr>
<tr><td><font size="3">　　　　　　　　　　云政发（2003）第21号<br><br>各县（区）人民政府，市直各单位：<br>
&nbsp;&nbsp;&nbsp;&nbsp;为保护和改善生态环境，根据《国务院关于进一步完善退耕还林政策措施的若干意见》（国发〔2002〕10号）精神，结合我市实际，现就实施退耕还林工程有关问题通知如下：<br>
　　一、工程范围和任务<br>　　2003年全市退耕还林任务4.2万亩，具体任务分解如下：<br>
<table border="1"><tr><td>县区</td><td>任务（亩）</td></tr><tr><td>清溪县</td><td>25000</td></tr><tr><td>云岭县</td><td>17000</td></tr></table>
　　二、政策措施<br>　　（一）国家无偿向退耕户提供粮食、现金补助。<br>　　（二）实行“谁退耕、谁造林、谁经营、谁受益”的政策。<br>
　　三、工作要求<br>　　各县（区）务必于2003年11月底前完成整地任务。<br><br>
<p align="right">二○○三年三月二十八日</p></font></td></tr><tr><td align="right">【<a href="javascript:window.print()">打印</a>】【<a href="javascript:window.close()">关闭</a>】</td></tr></table>
</td></tr><tr><td colspan="2" align="center">版权所有：云杉市人民政府办公室　　技术支持：云杉市信息中心<br>建议使用IE5.0以上浏览器</td></tr></table></center></body></html>"""

METADATA_TABLE = """<div class="xxgk"><table class="xl-table" border="1"><tr><th>索引号</th><td>112070000000/2021-00417</td><th>主题分类</th><td>卫生、体育\\医药管理</td></tr>
<tr><th>发布机构</th><td>云杉市医疗保障局</td><th>发布日期</th><td>2021-12-03</td></tr>
<tr><th>发文字号</th><td>云医保发〔2021〕62号</td><th>有效性</th><td>有效</td></tr><tr><th>名称</th><td colspan="3">云杉市医疗保障局关于做好2022年城乡居民基本医疗保险参保缴费工作的通知</td></tr></table>
<h2 align="center">云杉市医疗保障局关于做好2022年城乡居民<br>基本医疗保险参保缴费工作的通知</h2>
<div id="zoom"><p>各县（市、区）医疗保障局：</p><p>现就做好2022年城乡居民基本医疗保险参保缴费工作有关事项通知如下：</p>
<p>一、缴费标准</p><p>2022年个人缴费标准为每人每年320元，财政补助标准按省有关规定执行。</p>
<p>二、缴费期限</p><p>集中缴费期为2021年11月1日至2022年2月28日。</p>
<table border="1"><thead><tr><th rowspan="2">人员类别</th><th colspan="2">缴费（元）</th></tr><tr><th>个人</th><th>资助</th></tr></thead>
<tbody><tr><td>普通居民</td><td>320</td><td>0</td></tr><tr><td>特困人员</td><td>0</td><td>320</td></tr></tbody></table>
<p>三、工作要求</p><p>各地要加强宣传动员，确保应保尽保。</p></div></div>"""

NESTED = """<div class="content"><h1>云杉市农业农村局关于公布2022年度农产品质量安全监测结果的通报</h1><div id="zoom">
<p>云农通〔2023〕2号</p><p>各县（市、区）农业农村局：</p><p>现将2022年度农产品质量安全监测结果通报如下：</p>
<table border="1"><tr><th>县区</th><th>监测情况</th></tr><tr><td>清溪县</td><td>合格率98.6%<table border="1"><tr><td>蔬菜</td><td>99.1%</td></tr><tr><td>水产</td><td>97.2%</td></tr></table></td></tr>
<tr><td>云岭县</td><td>合格率97.9%</td></tr></table><p>请各地对不合格样品依法查处，处理结果于2023年3月31日前报我局。</p>
<p style="text-align:right">云杉市农业农村局<br>2023年1月16日</p></div></div>"""

NO_CONTAINER = """<div><div><div class="tit">市政府办公室关于2023年部分节假日值班工作的通知</div><div>时间：2023-01-10　作者：综合科</div>
<div><div>各县（市、区）人民政府办公室，市直各单位：</div><div>春节将至，为做好节日期间值班工作，现将有关要求通知如下。</div>
<div>一、严格执行领导带班和24小时值班制度，重要岗位双人双岗，不得擅自离岗。</div>
<div>二、遇有重大突发事件，要在30分钟内电话报告，1小时内书面报告。</div><div>值班电话：8230000，传真：8230001。</div>
<div>云杉市人民政府办公室</div><div>2023年1月9日</div></div></div></div>"""

BREAKS = """<td id="article_content">　　<b>云杉市文化和旅游局<br>关于开展“非遗进校园”活动的通知</b><br><br>各县（市、区）文化和旅游局：<br>
　　经研究，决定2023年9月至12月在全市开展“非遗进校园”活动，具体安排另行通知。<br>　　请各地高度重视、精心组织，
确保活动取得实效。<br>　　　　　　　云杉市文化和旅游局<br>　　　　　　　2023年8月30日</td>"""

CONTRADICTING = """<table class="bd1"><tr><td>文号：</td><td>云水发〔2019〕40号</td><td>成文日期：</td><td>2019-06-03</td></tr><tr><td>发文机关：</td><td>云杉市水利局</td><td>发布日期：</td><td>2019-06-05</td></tr></table>
<div class="article-content"><p align="center"><b>云杉市水利局关于加强小型水库安全度汛工作的通知</b></p><p align="center">云水发〔2019〕41号</p><p>各县（市、区）水利局：</p>
<p>当前我市已进入主汛期，为确保小型水库安全度汛，现通知如下：各水库要严格执行汛限水位，落实24小时值守，发现险情立即报告。</p>
<p align="right">云杉市水利局</p><p align="right">2019年5月31日</p></div>"""

CASES = [
    Case(
        "modern.html",
        page(
            MODERN,
            "云杉市人民政府关于加快推进数字政府建设的实施意见",
            '<meta name="ArticleTitle" content="云杉市人民政府关于加快推进数字政府建设的实施意见"><meta name="PubDate" content="2022-03-15 09:30">',
        ),
        title="云杉市人民政府关于加快推进数字政府建设的实施意见",
        number="云政发〔2022〕5号",
        day="2022-03-08",
        organ="云杉市人民政府",
        addressees="各县（市、区）人民政府，市政府各部门、各直属机构",
        has=("政务服务事项网上可办率达到98%以上。", "推行“免证办”“就近办”。", "（此件公开发布）"),
        lacks=(
            "浏览次数",
            "系统占位",
            "分享",
            "相关文章",
            "责任编辑",
            "版权",
            "ICP",
            "首页",
            "2022-03-15",
            "假标题",
            "一图读懂",
        ),
        attachments=("云杉市数字政府建设任务清单", "云杉市公共数据目录"),
        sections=("一、总体要求", "二、主要任务", "（一）夯实数字底座", "（二）优化政务服务"),
        warns=("hidden_text",),
    ),
    Case(
        "old_site.htm",
        OLD.encode("gb18030"),
        title="云杉市人民政府关于实施退耕还林工程的通知",
        number="云政发〔2003〕21号",
        day="2003-03-28",
        organ="云杉市人民政府",
        addressees="各县（区）人民政府，市直各单位",
        has=(
            "具体任务分解如下：",
            "25000",
            "各县（区）务必于2003年11月底前完成整地任务。",
            "（二）实行“谁退耕、谁造林、谁经营、谁受益”的政策。",
        ),
        lacks=("组织机构", "招商引资", "阅读次数", "打印", "版权", "IE5.0"),
        tables=1,
    ),
    Case(
        "metadata_table.html",
        page(METADATA_TABLE, "云杉市医疗保障局", charset="gb2312", encoding="gb18030"),
        title="云杉市医疗保障局关于做好2022年城乡居民基本医疗保险参保缴费工作的通知",
        number="云医保发〔2021〕62号",
        day=None,
        organ="云杉市医疗保障局",
        addressees="各县（市、区）医疗保障局",
        has=("2022年个人缴费标准为每人每年320元", "特困人员", "各地要加强宣传动员，确保应保尽保。"),
        lacks=("索引号", "有效性", "00417"),
        sections=("一、缴费标准", "二、缴费期限", "三、工作要求"),
        tables=1,
        warns=("number_from_page", "no_issued_on"),
    ),
    Case(
        "nested.html",
        page(NESTED, "通报"),
        title="云杉市农业农村局关于公布2022年度农产品质量安全监测结果的通报",
        number="云农通〔2023〕2号",
        day="2023-01-16",
        organ="云杉市农业农村局",
        has=("合格率98.6%", "99.1%", "处理结果于2023年3月31日前报我局。"),
        tables=1,
    ),
    Case(
        "no_container.html",
        page(NO_CONTAINER, "市政府办公室关于2023年部分节假日值班工作的通知"),
        title="市政府办公室关于2023年部分节假日值班工作的通知",
        number="",
        day="2023-01-09",
        organ="云杉市人民政府办公室",
        addressees="各县（市、区）人民政府办公室，市直各单位",
        has=("要在30分钟内电话报告，1小时内书面报告。", "值班电话：8230000，传真：8230001。"),
        lacks=("作者", "综合科", "版权"),
        warns=("landline",),
    ),
    Case(
        "breaks.html",
        f"<html><head><meta http-equiv='Content-Type' content='text/html; charset=utf-8'></head><body><table><tr>{BREAKS}</tr></table></body></html>".encode(
            "gb18030"
        ),
        title="云杉市文化和旅游局关于开展“非遗进校园”活动的通知",
        number="",
        day="2023-08-30",
        organ="云杉市文化和旅游局",
        addressees="各县（市、区）文化和旅游局",
        has=("请各地高度重视、精心组织，确保活动取得实效。",),
    ),
    Case(
        "contradicting.html",
        page(CONTRADICTING, "云杉市水利局关于加强小型水库安全度汛工作的通知"),
        title="云杉市水利局关于加强小型水库安全度汛工作的通知",
        number="云水发〔2019〕41号",
        day="2019-05-31",
        organ="云杉市水利局",
        addressees="各县（市、区）水利局",
        warns=("number_differs", "date_differs"),
    ),
]
