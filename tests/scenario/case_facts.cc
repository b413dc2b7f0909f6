#include "tests/scenario/case_facts.h"

#include <algorithm>

#include "absl/time/civil_time.h"
#include "gateway/base/check.h"
#include "tests/scenario/deployment.h"

namespace tasuki::scenario {
namespace {

// She writes on LINE: in the thirtieth week, never seen a doctor, no handbook.
Fact SosContact() {
  const v1::Record full = FromText<v1::Record>(R"pb(
    sos_contact {
      contact_id: "SOS-0917"
      received_at: 1790165400
      channel: CONTACT_CHANNEL_LINE
      alias: "ゆき"
      anonymity: ANONYMITY_ALIAS
      prefecture: "見本県"
      municipality: "見本市"
      age_band: AGE_BAND_20S
      weeks_self_reported: "30w0d"
      how_known: HOW_KNOWN_TEST_KIT
      complaint {
        text: "生理が止まって30週くらい。病院には一度も行っていない。母子手帳もない。"
        reviewed_summary: "未受診・手帳なし。受診と費用の相談を望む。"
      }
      first_wishes: FIRST_WISH_CONFIDENTIAL_BIRTH
      first_wishes: FIRST_WISH_ADOPTION
      must_not_know: MUST_NOT_KNOW_PARENTS
      hesitation { text: "市役所には知り合いの親が勤めていて、行くのが怖い。" }
      accompaniment {
        text: "初回は喫茶店で、こちらの相談員が一緒に行くと伝えた。"
        reviewed_summary: "初回の面談に同行する。"
      }
    }
  )pb");
  const v1::Record reduced = FromText<v1::Record>(R"pb(
    sos_contact {
      received_at: 1789948800
      channel: CONTACT_CHANNEL_LINE
      alias: "ゆき"
      anonymity: ANONYMITY_ALIAS
      prefecture: "見本県"
      age_band: AGE_BAND_20S
      weeks_self_reported: "22-33w"
      how_known: HOW_KNOWN_TEST_KIT
      complaint {
        reviewed_summary: "未受診・手帳なし。受診と費用の相談を望む。"
      }
      first_wishes: FIRST_WISH_CONFIDENTIAL_BIRTH
      first_wishes: FIRST_WISH_ADOPTION
      must_not_know: MUST_NOT_KNOW_PARENTS
      accompaniment { reviewed_summary: "初回の面談に同行する。" }
    }
  )pb");
  // Who goes with her is C25, which c1 does not give.
  const auto for_others = [](v1::Record record) {
    record.mutable_sos_contact()->clear_accompaniment();
    return record;
  };
  return {v1::SECTION_KIND_SOS_CONTACT,
          full,
          reduced,
          for_others(full),
          for_others(reduced),
          for_others(full)};
}

// A handle, and how she may be reached: by LINE only, and at some hours: who
// does not read the hours does not read that it is allowed. No name anywhere.
Fact SubjectProfile() {
  const v1::Record all = FromText<v1::Record>(R"pb(
    subject_profile {
      handle: "ゆき"
      safe_contact_rules {
        channel: CONTACT_CHANNEL_LINE
        allowed: true
        priority: 1
        time_window: "21:00-23:00"
        sender_name_to_show: "みほん相談"
        code_word: "図書の返却"
      }
      safe_contact_rules { channel: CONTACT_CHANNEL_HOME_PHONE }
      safe_contact_rules { channel: CONTACT_CHANNEL_HOME_MAIL }
      safe_contact_rules { channel: CONTACT_CHANNEL_HOME_VISIT }
      safe_contact_rules { channel: CONTACT_CHANNEL_PARENT_MOBILE }
    }
  )pb");
  const v1::Record reduced = FromText<v1::Record>(R"pb(
    subject_profile {
      handle: "ゆき"
      safe_contact_rules { channel: CONTACT_CHANNEL_HOME_PHONE }
      safe_contact_rules { channel: CONTACT_CHANNEL_HOME_MAIL }
      safe_contact_rules { channel: CONTACT_CHANNEL_HOME_VISIT }
      safe_contact_rules { channel: CONTACT_CHANNEL_PARENT_MOBILE }
    }
  )pb");
  return {v1::SECTION_KIND_SUBJECT_PROFILE, all, reduced, all, all, all};
}

// Money trouble. Everybody but the service sees it in the reduced edition.
Fact Livelihood() {
  const v1::Record full = FromText<v1::Record>(R"pb(
    livelihood {
      income: INCOME_STATE_NONE
      insurance: INSURANCE_STATE_DEPENDENT_ON_PARENTS
      housing: HOUSING_STATE_FAMILY
      debts_yen: 180000
      situation {
        text: "先月アルバイトを辞めた。携帯代も払えず、止まりそう。"
        reviewed_summary: "収入がなく、受診の費用を払えない。"
      }
    }
  )pb");
  const v1::Record reduced = FromText<v1::Record>(R"pb(
    livelihood {
      income: INCOME_STATE_NONE
      housing: HOUSING_STATE_FAMILY
      situation { reviewed_summary: "収入がなく、受診の費用を払えない。" }
    }
  )pb");
  return {
      v1::SECTION_KIND_LIVELIHOOD, full, reduced, reduced, reduced, reduced};
}

}  // namespace

std::vector<Fact> FactsOfTheSeedCase() {
  return {SosContact(), SubjectProfile(), Livelihood()};
}

v1::Record CaseManagementOf(const std::vector<std::string>& team,
                            const std::string& registered_on) {
  auto record = FromText<v1::Record>(R"pb(
    case_management {
      class: CASE_CLASS_SPECIFIED_PREGNANCY
      branches: [ BRANCH_CHILD_WELFARE, BRANCH_WOMEN, BRANCH_MATERNAL ]
      alias: "K-17"
      status: CASE_STATUS_INTAKE
      lead: "bodies/sample-city/units/maternal-health"
    }
  )pb");
  for (const std::string& party : team) {
    record.mutable_case_management()->add_team(party);
  }
  record.mutable_case_management()->set_council_registered_on(registered_on);
  record.mutable_case_management()->set_next_review_on(FirstReviewOn());
  return record;
}

std::string FirstReviewOn() {
  absl::CivilDay today;
  CHECK(absl::ParseCivilTime(TodayInJapan(), &today));
  const absl::CivilMonth month = absl::CivilMonth(today) + 3;
  return absl::FormatCivilTime(
      std::min(absl::CivilDay(month) + (today.day() - 1),
               absl::CivilDay(month + 1) - 1));
}

v1::Inquiry InquiryOfTheMother() {
  return FromText<v1::Inquiry>(R"pb(
    received_at: 1790600000
    channel: CONTACT_CHANNEL_MOBILE_PHONE
    claimed_relation: CLAIMED_RELATION_PARENT
    words {
      text: "娘がそちらに相談していませんか、と母親を名乗る人から。"
      reviewed_summary: "親を名乗る人からの照会。"
    }
  )pb");
}

}  // namespace tasuki::scenario
