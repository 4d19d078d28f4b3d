"""Closed vocabularies of power items and service guides. Values are the Chinese terms themselves where lists name them."""

from django.db import models
from django.utils.translation import gettext_lazy as _


class PowerKind(models.TextChoices):
    """事项类型 of 权力清单; 公共服务 stands beside them in the lists of services."""

    LICENCE = "行政许可", _("行政许可")
    PENALTY = "行政处罚", _("行政处罚")
    COERCION = "行政强制", _("行政强制")
    LEVY = "行政征收", _("行政征收")
    BENEFIT = "行政给付", _("行政给付")
    INSPECTION = "行政检查", _("行政检查")
    CONFIRMATION = "行政确认", _("行政确认")
    REWARD = "行政奖励", _("行政奖励")
    RULING = "行政裁决", _("行政裁决")
    OTHER = "其他行政权力", _("其他行政权力")
    SERVICE = "公共服务", _("公共服务")


class ExerciseLevel(models.TextChoices):
    """行使层级."""

    NATION = "国家级", _("国家级")
    PROVINCE = "省级", _("省级")
    CITY = "市级", _("市级")
    COUNTY = "县级", _("县级")
    TOWNSHIP = "乡（镇、街道）级", _("乡（镇、街道）级")
    VILLAGE = "村（社区）级", _("村（社区）级")


class OrganNature(models.TextChoices):
    """实施主体性质."""

    STATUTORY = "法定机关", _("法定机关")
    AUTHORISED = "授权组织", _("授权组织")
    ENTRUSTED = "受委托组织", _("受委托组织")


class HandlingType(models.TextChoices):
    """办件类型."""

    AT_ONCE = "即办件", _("即办件")
    PROMISED = "承诺件", _("承诺件")


class LimitUnit(models.TextChoices):
    """时限单位, of the legal and of the promised limit alike."""

    WORKING_DAY = "工作日", _("工作日")
    DAY = "日", _("日（自然日）")
    HOUR = "小时", _("小时")


class Presence(models.TextChoices):
    """是否进驻政务服务中心: asked, never assumed."""

    ENTERED = "entered", _("已进驻")
    NOT_ENTERED = "not_entered", _("未进驻")


class Range(models.TextChoices):
    """通办范围."""

    NONE = "无", _("无（只在本地办理）")
    CITY = "全市", _("全市")
    PROVINCE = "全省", _("全省")
    PROVINCES = "跨省", _("跨省")
    NATION = "全国", _("全国")


class OnlineDepth(models.TextChoices):
    """网上办理深度."""

    CONSULT = "互联网咨询", _("互联网咨询")
    COLLECT = "互联网收件", _("互联网收件")
    EXAMINE = "互联网预审", _("互联网预审")
    ACCEPT = "互联网受理", _("互联网受理")
    HANDLE = "互联网办理", _("互联网办理")
    RESULT = "互联网办理结果信息反馈", _("互联网办理结果信息反馈")


class MaterialSource(models.TextChoices):
    """来源渠道 of a material."""

    APPLICANT = "申请人自备", _("申请人自备")
    ORGAN = "政府部门核发", _("政府部门核发")
    SHARED = "数据共享", _("数据共享（无须提交）")
    AGENCY = "中介机构出具", _("中介机构或者法定机构出具")
    OTHER = "其他", _("其他")


class MaterialForm(models.TextChoices):
    """材料形式."""

    ORIGINAL = "原件", _("原件")
    COPY = "复印件", _("复印件")
    BOTH = "原件和复印件", _("原件和复印件")
    ELECTRONIC = "电子文档", _("电子文档")


class Necessity(models.TextChoices):
    """材料必要性; 容缺 may be handed in later."""

    REQUIRED = "必要", _("必要")
    DEFERRED = "容缺后补", _("容缺后补")
    SOMETIMES = "特定情形", _("特定情形（在说明中写明）")


class ResultKind(models.TextChoices):
    """结果类型."""

    CERTIFICATE = "证照", _("证照")
    REPLY = "批文", _("批文")
    MONEY = "资金", _("资金")
    PROOF = "证明", _("证明")
    OTHER = "其他", _("其他")


class PersonalTopic(models.TextChoices):
    """生命周期主题, 面向个人."""

    BIRTH = "生育收养", _("生育收养")
    RESIDENCE = "户籍办理", _("户籍办理")
    EDUCATION = "教育科研", _("教育科研")
    ENLISTING = "入伍服役", _("入伍服役")
    WORK = "就业创业", _("就业创业")
    QUALIFICATION = "职业资格", _("职业资格")
    MARRIAGE = "婚姻登记", _("婚姻登记")
    HOUSING = "住房保障", _("住房保障")
    SECURITY = "社会保障", _("社会保障")
    RELIEF = "社会救助", _("社会救助")
    VETERANS = "优待抚恤", _("优待抚恤")
    HEALTH = "医疗卫生", _("医疗卫生")
    PAPERS = "证件办理", _("证件办理")
    TRAFFIC = "交通出行", _("交通出行")
    TRAVEL = "出境入境", _("出境入境")
    CONSUMERS = "消费维权", _("消费维权")
    LAW = "司法公证", _("司法公证")
    CULTURE = "文化体育", _("文化体育")
    UTILITIES = "公用事业", _("公用事业")
    LAND = "规划建设", _("规划建设")
    DISABILITY = "残疾人服务", _("残疾人服务")
    RETIREMENT = "离职退休", _("离职退休")
    DEATH = "死亡殡葬", _("死亡殡葬")
    OTHER = "其他", _("其他")


class BusinessTopic(models.TextChoices):
    """生命周期主题, 面向企业和其他组织."""

    FOUNDING = "设立变更", _("设立变更")
    ADMISSION = "准营准办", _("准营准办")
    CERTIFICATION = "资质认证", _("资质认证")
    INSPECTION = "年检年审", _("年检年审")
    TAXES = "税收财务", _("税收财务")
    STAFF = "人力资源", _("人力资源")
    SECURITY = "社会保障", _("社会保障")
    INVESTMENT = "投资审批", _("投资审批")
    FINANCE = "融资信贷", _("融资信贷")
    TRADE = "商务贸易", _("商务贸易")
    TENDERS = "招标拍卖", _("招标拍卖")
    FARMING = "农林牧渔", _("农林牧渔")
    LAND = "国土和规划建设", _("国土和规划建设")
    TRANSPORT = "交通运输", _("交通运输")
    ENVIRONMENT = "环保绿化", _("环保绿化")
    SAFETY = "安全生产", _("安全生产")
    QUALITY = "质量技术", _("质量技术")
    SCIENCE = "科技创新", _("科技创新")
    CULTURE = "文体教育", _("文体教育")
    HEALTH = "医疗卫生", _("医疗卫生")
    UTILITIES = "公用事业", _("公用事业")
    CLOSING = "破产注销", _("破产注销")
    OTHER = "其他", _("其他")
