// What is written down about child B.

#include "tests/scenario/scenario_protection.h"

namespace tasuki::scenario {

v1::Record ReportOfB() {
  return FromText<v1::Record>(R"pb(
    report_intake {
      route: INTAKE_ROUTE_PHONE
      child_name: "見本ひろと"
      child_address: "見本市見本町一丁目"
      persons {
        person: PERSON_LABEL_FATHER
        guardian: true
        living_together: ANSWER_YES
      }
      reporter {
        kind: REPORTER_KIND_NURSERY_OR_SCHOOL
        name: "見本保育所 主任"
        phone: "059-000-0003"
        may_be_told: ANSWER_NO
      }
      abuse_kinds: ABUSE_KIND_PHYSICAL
      abuser: PERSON_LABEL_FATHER
      injuries {
        text: "背中に新しいあざ三つと、古いあざ。"
        reviewed_summary: "背中に新旧のあざ。"
      }
      safety_checks {
        seen_with_own_eyes: ANSWER_YES
        seen_on: "2026-10-02"
        seen_where: "保育所"
        seen_by: ROLE_CW
        findings: "通告の翌日、保育所で本人を目視。"
      }
    }
  )pb");
}

v1::Record CheckUpsOfB() {
  return FromText<v1::Record>(R"pb(
    child_health {
      check_ups { kind: CHECK_UP_KIND_THREE_YEARS }
      rearing {
        text: "三歳児健診は二度の案内の後に受診。"
        reviewed_summary: "三歳児健診は遅れて受診。"
      }
    }
  )pb");
}

v1::Record InjuriesOfB() {
  return FromText<v1::Record>(R"pb(
    child_health {
      follow_up {
        text: "背部に時期の違う皮下出血。転倒では説明しにくい。"
        reviewed_summary: "時期の違う皮下出血。"
      }
    }
  )pb");
}

v1::Record OpinionOnB() {
  return FromText<v1::Record>(R"pb(
    abuse_assessment {
      abuse_kinds: ABUSE_KIND_PHYSICAL
      overall {
        text: "身体的虐待を疑う。"
        reviewed_summary: "身体的虐待の疑い。"
      }
    }
  )pb");
}

v1::Record IllnessOfTheSibling() {
  return FromText<v1::Record>(R"pb(
    family {
      member_health {
        person: PERSON_LABEL_ELDER_SIBLING
        text: "ぜんそくで通院中。"
      }
    }
  )pb");
}

v1::Record UrgencySheetOfB() {
  return FromText<v1::Record>(R"pb(
    abuse_assessment {
      urgency_grade: RISK_GRADE_A
      urgency_items { sign: URGENCY_SIGN_OLD_AND_NEW_WOUNDS answer: ANSWER_YES }
      abuse_kinds: ABUSE_KIND_PHYSICAL
      severity: SEVERITY_SEVERE
    }
  )pb");
}

v1::Record VisitTo(bool joint) {
  v1::Record record = FromText<v1::Record>(R"pb(
    visit {
      mode: VISIT_MODE_HOME
      bodies: AUDIENCE_TYPE_CGC
      outcome: VISIT_OUTCOME_MET
      child_seen: ANSWER_YES
      observations {
        text: "父は玄関先で声を荒らげた。"
        reviewed_summary: "父と面会。"
      }
    }
  )pb");
  if (joint) record.mutable_visit()->add_bodies(v1::AUDIENCE_TYPE_CITY_FS);
  record.mutable_visit()->set_joint(joint);
  return record;
}

// The mother consented and the father did not. Both have custody: a warrant.
v1::Record CustodyOfB() {
  return FromText<v1::Record>(R"pb(
    placement {
      measures {
        kind: MEASURE_KIND_TEMPORARY_CUSTODY
        started_on: "2026-10-10"
        planned_until: "2026-10-21"
        basis: MEASURE_BASIS_EX_OFFICIO
        warrant: WARRANT_STATE_GRANTED
        warrant_on: "2026-10-13"
        contact: CONTACT_RESTRICTION_SUPERVISED
        place_name: "ひばり一時保護所"
      }
      contact_restricted: PERSON_LABEL_FATHER
    }
  )pb");
}

v1::Record HomeReturnOfB() {
  v1::Record record = CustodyOfB();
  record.mutable_placement()->mutable_measures(0)->set_ended_on("2026-10-21");
  return record;
}

v1::Record MeetingOnB() {
  return FromText<v1::Record>(R"pb(
    meeting {
      kind: MEETING_KIND_PRACTITIONERS
      policy {
        text: "緊急度B。主担当は市。児童福祉司指導は続ける。"
        reviewed_summary: "主担当は市。児相の指導は継続。"
      }
      lead_kind: AUDIENCE_TYPE_CITY_FS
    }
  )pb");
}

v1::Record GuidanceOfB() {
  return FromText<v1::Record>(R"pb(
    guidance_policy {
      help: HELP_KIND_GUIDANCE_BY_OFFICER
      tasks {
        text: "父の怒りの扱い方。月に二回の面接。"
        reviewed_summary: "父への面接を続ける。"
      }
    }
  )pb");
}

}  // namespace tasuki::scenario
