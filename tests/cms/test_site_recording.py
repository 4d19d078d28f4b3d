"""Sites and what they say of themselves are on record with their difference, whoever changes them."""

import pytest
from django.core.exceptions import ValidationError
from django.urls import reverse

from audit.models import AuditRecord
from cms.models import SiteSettings
from cms.sites import built_in, open_site
from tests.site import make_organ, make_subsite

pytestmark = pytest.mark.django_db


def records(action):
    return list(AuditRecord.objects.filter(action=action).order_by("seq"))


def test_opening_is_on_record__when_a_site_is_made(home):
    site = make_subsite("jiaoyuju", "jyj.example.cn")
    (opened,) = records("site.open")
    assert (opened.target_id, opened.organ, opened.details["template"]) == (str(site.pk), "jiaoyuju", "部门网站")
    assert ["", "jyj.example.cn"] in [
        [one[0] or "", one[1]] for one in opened.details.values() if isinstance(one, list)
    ]
    settings = records("site.settings")[-1]
    assert settings.details["网站名称"] == [None, "云杉市jiaoyuju局"]
    make_subsite("jiaoyuju", "jyj.example.cn")
    assert len(records("site.open")) == 1


def test_settings_are_on_record_with_old_and_new__when_changed(home):
    settings = SiteSettings.objects.get(site__is_default_site=True)
    before = len(records("site.settings"))
    settings.icp_number = "岚ICP备00000009号"
    settings.save()
    settings.save()
    (record,) = records("site.settings")[before:]
    assert record.details == {"ICP备案编号": ["", "岚ICP备00000009号"]}


def test_site_is_on_record__when_renamed_and_deleted(client, admin_user, home):
    site = make_subsite("jiaoyuju", "jyj.example.cn")
    site.hostname = "edu.example.cn"
    site.save()
    (changed,) = records("site.change")
    assert list(changed.details.values()) == [["jyj.example.cn", "edu.example.cn"]]
    client.force_login(admin_user)
    client.post(reverse("wagtailsites:delete", args=[site.pk]))
    (deleted,) = records("site.delete")[-1:]
    assert deleted.target_id == str(site.pk)
    assert ["edu.example.cn", None] in deleted.details.values()
    assert deleted.actor_name == admin_user.username


def test_second_site_of_an_organ_is_refused_in_words__when_opened(home):
    make_subsite("jiaoyuju", "jyj.example.cn")
    with pytest.raises(ValidationError) as refusal:
        open_site(make_organ("jiaoyuju"), "edu.example.cn", built_in()["department"])
    assert refusal.value.message_dict == {"organ": ["该机关已主办另一个网站，一个机关只能主办一个网站。"]}
