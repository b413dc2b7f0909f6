#include "tests/scenario/case_facts_seen.h"

namespace tasuki::scenario {
namespace {

v1::Record R(absl::string_view text) { return FromText<v1::Record>(text); }

}  // namespace

v1::Record ToldForHospital() {
  v1::Record record = WhatSheTold().full;
  record.mutable_subject_profile()->clear_resident_municipality();
  record.mutable_subject_profile()->clear_resident_address();
  return record;
}

v1::Record ToldForService() {
  return R(R"pb(
    subject_profile {
      safe_contact_rules {
        channel: CONTACT_CHANNEL_LINE
        allowed: true
        priority: 1
        time_window: "21:00-23:00"
        sender_name_to_show: "みほん相談"
      }
      safe_contact_rules { channel: CONTACT_CHANNEL_HOME_PHONE }
      safe_contact_rules { channel: CONTACT_CHANNEL_HOME_MAIL }
      safe_contact_rules { channel: CONTACT_CHANNEL_HOME_VISIT }
    }
  )pb");
}

v1::Record ToldForCgc() {
  v1::Record record = ToldForService();
  record.mutable_subject_profile()->set_birth_date("2003");
  record.mutable_subject_profile()->set_language("ja");
  record.mutable_subject_profile()->set_resident_municipality("見本市");
  return record;
}

v1::Record FamilyForHospital() {
  v1::Record record = HerFamily().reduced;
  record.mutable_family()->clear_father();
  return record;
}

v1::Record FamilyForCgc() {
  v1::Record record = HerFamily().full;
  record.mutable_family()->mutable_father()->set_status(
      v1::FATHER_STATUS_UNKNOWN);
  return record;
}

v1::Record PaymentRouteOnly() {
  return R(R"pb(
    livelihood {
      delivery_cost_covered: ANSWER_NO
      subsidised_delivery: BENEFIT_STATE_APPLIED
    }
  )pb");
}

v1::Record ContactByName() {
  return R(R"pb(
    sos_contact { alias: "ゆき" anonymity: ANONYMITY_ALIAS }
  )pb");
}

v1::Record HandleOnly() {
  return R(R"pb(
    subject_profile { handle: "ゆき" }
  )pb");
}

v1::Record ManagementByName() {
  return R(R"pb(
    case_management { alias: "K-17" }
  )pb");
}

v1::Record SignsForHospital() {
  v1::Record record = SignsForm().full;
  record.mutable_pregnancy_social_risk()->clear_livelihood_signs();
  return record;
}

v1::Record SignsForCity() {
  v1::Record record = SignsForNamedNurse();
  record.mutable_pregnancy_social_risk()->clear_judgement();
  return record;
}

v1::Record SignsForNamedNurse() {
  v1::Record record = SignsForm().reduced;
  const v1::PregnancySocialRisk full = SignsForm().full.pregnancy_social_risk();
  v1::PregnancySocialRisk& signs = *record.mutable_pregnancy_social_risk();
  signs.set_filled_in_on(full.filled_in_on());
  *signs.mutable_pregnancy_signs() = full.pregnancy_signs();
  return record;
}

v1::Record SignsForFamilySupport() {
  v1::Record record = SignsForm().reduced;
  record.mutable_pregnancy_social_risk()->clear_livelihood_signs();
  record.mutable_pregnancy_social_risk()->clear_wish_signs();
  return record;
}

v1::Record SignsForCgc() {
  v1::Record record = SignsForFamilySupport();
  v1::PregnancySocialRisk& signs = *record.mutable_pregnancy_social_risk();
  signs.clear_family_signs();
  signs.clear_partner_signs();
  signs.clear_judgement();
  return record;
}

v1::Record InquiryInSummary() {
  return R(R"pb(
    inquiry {
      received_at: 1790553600
      channel: CONTACT_CHANNEL_MOBILE_PHONE
      claimed_relation: CLAIMED_RELATION_PARENT
      words { reviewed_summary: "親を名乗る人からの照会。" }
    }
  )pb");
}

v1::Record MoneyForCgc() {
  v1::Record record = HerLivelihood().reduced;
  record.mutable_livelihood()->clear_delivery_cost_covered();
  record.mutable_livelihood()->clear_subsidised_delivery();
  return record;
}

v1::Record ConsultationByName() {
  return R(R"pb(
    case_sheet { alias: "相談A" }
  )pb");
}

v1::Record ContactUnderC2() {
  return R(R"pb(
    sos_contact {
      alias: "ゆき"
      anonymity: ANONYMITY_ALIAS
      weeks_self_reported: "30w0d"
      how_known: HOW_KNOWN_TEST_KIT
      first_wishes: FIRST_WISH_CONFIDENTIAL_BIRTH
      first_wishes: FIRST_WISH_ADOPTION
      must_not_know: MUST_NOT_KNOW_PARENTS
      accompaniment { reviewed_summary: "初回の面談に同行する。" }
    }
  )pb");
}

v1::Record SheetWithoutRisk() {
  v1::Record record = SupervisionSheet().full;
  record.mutable_case_sheet()->clear_questions();
  record.mutable_case_sheet()->clear_risk();
  return record;
}

v1::Record SheetForCoordinator() {
  return R(R"pb(
    case_sheet {
      alias: "シート3"
      questions: "受診が遅れた背景と、親を恐れる気持ちをどう受け止めるか。"
      risk: "支える人がいない。産後の孤立が心配。"
    }
  )pb");
}

v1::Record PregnancyOnScreen() {
  return R(R"pb(
    pregnancy {
      gestational_age: "22-33w"
      expected_date: "2026-11/late"
      first_visit_on: "2026-09/late"
      multiplicity: MULTIPLICITY_SINGLE
    }
  )pb");
}

v1::Record VisitOnScreen() {
  return R(R"pb(
    visit {
      visited_on: "2026-09-21/week"
      mode: VISIT_MODE_OUTSIDE
      bodies: [ AUDIENCE_TYPE_CITY_MH, AUDIENCE_TYPE_SOS_NPO ]
      joint: true
      outcome: VISIT_OUTCOME_MET
      agreed { reviewed_summary: "次の週に初回の受診をする。" }
      next_on: "2026-09-28"
    }
  )pb");
}

v1::Record ManagementOnScreen() {
  v1::Record record = R(R"pb(
    case_management {
      class: CASE_CLASS_SPECIFIED_PREGNANCY
      branches: [ BRANCH_CHILD_WELFARE, BRANCH_WOMEN, BRANCH_MATERNAL ]
    }
  )pb");
  record.mutable_case_management()->set_next_review_on(FirstReviewOn());
  return record;
}

}  // namespace tasuki::scenario
