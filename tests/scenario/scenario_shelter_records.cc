// What is written down about D and E.

#include "tests/scenario/scenario_shelter.h"

namespace tasuki::scenario {

v1::Record ProfileOfD() {
  return FromText<v1::Record>(R"pb(
    subject_profile {
      legal_name: "見本 しおり"
      birth_date: "1996-02-11"
      resident_municipality: "見本市"
      resident_address: "見本市港町二丁目"
      phone: "059-000-0021"
      safe_contact_rules {
        channel: CONTACT_CHANNEL_MOBILE_PHONE
        allowed: true
        priority: 1
      }
      safe_contact_rules { channel: CONTACT_CHANNEL_HOME_PHONE }
      safe_contact_rules { channel: CONTACT_CHANNEL_HOME_MAIL }
    }
  )pb");
}

v1::Record ViolenceAgainstD() {
  return FromText<v1::Record>(R"pb(
    safety {
      incidents {
        kinds: [ VIOLENCE_KIND_PHYSICAL, VIOLENCE_KIND_MENTAL ]
        child_witnessed: ANSWER_YES
        source: INFORMATION_SOURCE_TOLD_BY_PERSON
        text: "夜、子の前で殴られ、怒鳴られた。"
        reviewed_summary: "子の前での暴力。"
      }
      danger_grade: RISK_GRADE_A
      perpetrator { person: PERSON_LABEL_SPOUSE }
    }
  )pb");
}

v1::Record ProfileOfE() {
  return FromText<v1::Record>(R"pb(
    subject_profile {
      legal_name: "見本 みなと"
      child_birth_date: "2025-09"
      resident_municipality: "見本市"
      resident_address: "見本市港町二丁目"
      phone: "059-000-0021"
      safe_contact_rules {
        channel: CONTACT_CHANNEL_MOBILE_PHONE
        allowed: true
        priority: 1
      }
      safe_contact_rules { channel: CONTACT_CHANNEL_HOME_PHONE }
      safe_contact_rules { channel: CONTACT_CHANNEL_HOME_MAIL }
      safe_contact_rules { channel: CONTACT_CHANNEL_HOUSEHOLD_NOTICE }
      safe_contact_rules { channel: CONTACT_CHANNEL_BANK_TRANSFER_TEXT }
    }
  )pb");
}

// From the time of the birth: an old record with an old address.
v1::Record ProfileOfEAtMaternalHealth() {
  return FromText<v1::Record>(R"pb(
    subject_profile {
      handle: "うみ"
      legal_name: "見本 みなと"
      child_birth_date: "2025-09"
      resident_address: "見本市港町二丁目"
      phones { number: "059-000-0022" }
    }
  )pb");
}

v1::Record CheckUpsOfE() {
  return FromText<v1::Record>(R"pb(
    child_health {
      vaccination_state: VACCINATION_STATE_ON_SCHEDULE
      check_ups { kind: CHECK_UP_KIND_NINE_TO_TEN_MONTHS }
      rearing {
        text: "母は夫の前で話さない。"
        reviewed_summary: "母子の様子に注意。"
      }
      institutions { kind: INSTITUTION_KIND_CLINIC name: "港町小児科" }
    }
  )pb");
}

// Where the child lives is not in it.
v1::Record IntakeOfE() {
  return FromText<v1::Record>(R"pb(
    report_intake {
      route: INTAKE_ROUTE_FOUND
      child_name: "見本 みなと"
      persons { person: PERSON_LABEL_FATHER guardian: true }
      reporter {
        kind: REPORTER_KIND_WELFARE
        name: "女性相談支援員"
        may_be_told: ANSWER_NO
      }
      abuse_kinds: ABUSE_KIND_PSYCHOLOGICAL
      abuser: PERSON_LABEL_FATHER
      family_knows: ANSWER_NO
    }
  )pb");
}

v1::Record AssessmentOfE() {
  return FromText<v1::Record>(R"pb(
    abuse_assessment {
      abuse_kinds: ABUSE_KIND_PSYCHOLOGICAL
      severity: SEVERITY_MODERATE
      overall {
        text: "面前の暴力による心理的虐待。"
        reviewed_summary: "面前の暴力。"
      }
    }
  )pb");
}

v1::Record VisitToE() {
  return FromText<v1::Record>(R"pb(
    visit {
      mode: VISIT_MODE_HOME
      bodies: AUDIENCE_TYPE_CGC
      outcome: VISIT_OUTCOME_MET
      child_seen: ANSWER_YES
      place: "港町二丁目の家"
      observations {
        text: "けがはない。物音におびえる。"
        reviewed_summary: "子を目視。"
      }
    }
  )pb");
}

v1::Record Shelter() {
  return FromText<v1::Record>(R"pb(
    safety {
      danger_grade: RISK_GRADE_A
      shelter {
        facility_name: "灯台の家"
        address: "となりの県みさき市"
        medical_institution: "みさき中央病院"
      }
    }
  )pb");
}

v1::Record EntrustedProtectionOfD() {
  return FromText<v1::Record>(R"pb(
    placement {
      measures {
        kind: MEASURE_KIND_ENTRUSTED_CUSTODY
        contact: CONTACT_RESTRICTION_FORBIDDEN
        outside_city: true
      }
      contact_restricted: PERSON_LABEL_SPOUSE
      care_needed: "一歳の子といっしょに。面会は断る。"
    }
  )pb");
}

v1::Record MeasureAskedForD() {
  return FromText<v1::Record>(R"pb(
    safety { address_protection { active: true } }
  )pb");
}

v1::Record MeasureAskedForE() {
  return FromText<v1::Record>(R"pb(
    subject_profile { address_protection { active: true } }
  )pb");
}

// What has still to be seen to before a letter, a card or a list tells the
// place.
v1::Record LeaksOfD() {
  return FromText<v1::Record>(R"pb(
    support_plan {
      tasks {
        text: "港町保育所の退園届。みさき市での手続きに使う証明を郵送しない。"
        reviewed_summary: "場所が漏れる手続きを一つずつ閉じる。"
      }
      actions {
        actor: PLAN_ACTOR_CITY
        service: "保育所の契約を、転出先を書かずに終える"
      }
      actions {
        actor: PLAN_ACTOR_CITY
        service: "児童手当の振込先と通知を本人の口座に改める"
      }
      actions { actor: PLAN_ACTOR_PERSON service: "健康保険を夫の扶養から外す" }
    }
  )pb");
}

v1::Record HandOverOfE() {
  return FromText<v1::Record>(R"pb(
    meeting {
      kind: MEETING_KIND_PRACTITIONERS
      policy {
        text: "県外の児相と転出先に引き継いだ。"
        reviewed_summary: "転出し、引き継いだ。"
      }
      lead_kind: AUDIENCE_TYPE_CITY_FS
    }
  )pb");
}

std::vector<std::string> OldPlaces() {
  return {"港町", "059-000-0021", "059-000-0022"};
}

std::vector<std::string> NewPlaces() {
  return {"灯台の家", "みさき", "となりの県"};
}

}  // namespace tasuki::scenario
