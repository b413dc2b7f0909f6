// What is written down about infant K, and about the mother.

#include "tests/scenario/scenario_suspicion.h"

namespace tasuki::scenario {

v1::Record ContactOfJ() {
  return FromText<v1::Record>(R"pb(
    sos_contact {
      alias: "つき"
      complaint {
        text: "妊娠中。だれにも伝えないでほしい。"
        reviewed_summary: "妊娠中の相談。"
      }
    }
  )pb");
}

v1::Record XRayOfK() {
  return FromText<v1::Record>(R"pb(
    child_health {
      follow_up {
        text: "胸部X線で右第5から第7肋骨に骨折。受診は午前二時。"
        reviewed_summary: "肋骨の骨折。"
      }
    }
  )pb");
}

v1::Record BoneDiseaseOfK() {
  return FromText<v1::Record>(R"pb(
    child_health {
      follow_up {
        text: "遺伝子検査で骨形成不全症。骨折は病気による。"
        reviewed_summary: "骨の病気による骨折。"
      }
    }
  )pb");
}

v1::Record OpinionOnK() {
  return FromText<v1::Record>(R"pb(
    abuse_assessment {
      abuse_kinds: ABUSE_KIND_PHYSICAL
      overall {
        text: "説明のつかない肋骨骨折。"
        reviewed_summary: "説明のつかない骨折。"
      }
    }
  )pb");
}

v1::Record GuardiansOfK() {
  return FromText<v1::Record>(R"pb(
    report_intake {
      child_name: "見本あかり"
      persons { person: PERSON_LABEL_MOTHER guardian: true name: "見本つばさ" }
      persons { person: PERSON_LABEL_FATHER guardian: true name: "見本りく" }
    }
  )pb");
}

v1::Record UrgencySheetOfK() {
  return FromText<v1::Record>(R"pb(
    abuse_assessment {
      urgency_grade: RISK_GRADE_AA
      urgency_items { sign: URGENCY_SIGN_INFANT answer: ANSWER_YES }
      urgency_items {
        sign: URGENCY_SIGN_LIFE_THREATENING_INJURY
        answer: ANSWER_YES
      }
      abuse_kinds: ABUSE_KIND_PHYSICAL
      severity: SEVERITY_CRITICAL
    }
  )pb");
}

v1::Record ConclusionOnK() {
  return FromText<v1::Record>(R"pb(
    abuse_assessment {
      overall {
        text: "調査を終えた。虐待ではない。骨の病気。"
        reviewed_summary: "虐待ではないと結論。"
      }
    }
  )pb");
}

v1::Record CheckUpsOfK() {
  return FromText<v1::Record>(R"pb(
    child_health {
      newborn_visit { state: HOME_VISIT_STATE_DONE child_seen: ANSWER_YES }
      check_ups {
        kind: CHECK_UP_KIND_THREE_TO_FOUR_MONTHS
        judgement: CHECK_UP_JUDGEMENT_NO_ISSUE
      }
    }
  )pb");
}

v1::Record BirthOfK() {
  return FromText<v1::Record>(R"pb(
    child_health { newborn { sex: REGISTERED_SEX_FEMALE weight: "2700g" } }
  )pb");
}

v1::Record ExtractOfTheService() {
  return FromText<v1::Record>(R"pb(
    sos_contact {
      complaint {
        text: "妊娠中に二度の電話。出産後の連絡はない。"
        reviewed_summary: "妊娠中に二度の相談。"
      }
    }
  )pb");
}

v1::Record HistoryOfTheMother() {
  return FromText<v1::Record>(R"pb(
    pregnancy { sensitive_history { text: "十代のときの中絶。" } }
  )pb");
}

v1::Record EntrustedCustodyOfK() {
  return FromText<v1::Record>(R"pb(
    placement {
      measures {
        kind: MEASURE_KIND_ENTRUSTED_CUSTODY
        started_on: "2026-10-02"
        planned_until: "2026-12-01"
        basis: MEASURE_BASIS_EX_OFFICIO
        warrant: WARRANT_STATE_ASKED
        warrant_on: "2026-10-05"
        contact: CONTACT_RESTRICTION_SUPERVISED
        place_name: "見本産科病院"
      }
    }
  )pb");
}

v1::Record TalkWithTheMother() {
  return FromText<v1::Record>(R"pb(
    visit {
      mode: VISIT_MODE_OFFICE
      bodies: AUDIENCE_TYPE_CGC
      outcome: VISIT_OUTCOME_MET
      persons_seen: PERSON_LABEL_MOTHER
      words {
        text: "同意なしに、法律に基づいて、どこから何を得たかを説明した。"
        reviewed_summary: "法律に基づく提供を説明した。"
      }
    }
  )pb");
}

}  // namespace tasuki::scenario
