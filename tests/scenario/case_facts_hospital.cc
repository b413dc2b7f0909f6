// What the hospital finds at the first visit.

#include "tests/scenario/case_facts.h"

namespace tasuki::scenario {

Written FirstVisitFindings() {
  return {FromText<v1::Record>(R"pb(
            pregnancy {
              gestational_age: "31w2d"
              expected_date: "2026-11-28"
              expected_date_method: EDD_METHOD_ULTRASOUND
              first_visit_on: "2026-09-28"
              clinic: "見本産科病院"
              checks_done: 1
              blood_pressure: "128/84"
              findings {
                text: "Hb 9.8 の貧血。鉄剤を処方。胎児の発育は週数相当。"
                reviewed_summary: "貧血がある。治療は病院で行う。"
              }
              multiplicity: MULTIPLICITY_SINGLE
            }
          )pb"),
          FromText<v1::Record>(R"pb(
            pregnancy {
              gestational_age: "22-33w"
              expected_date: "2026-11/late"
              first_visit_on: "2026-09/late"
              findings { reviewed_summary: "貧血がある。治療は病院で行う。" }
              multiplicity: MULTIPLICITY_SINGLE
            }
          )pb")};
}

Written SyphilisPending() {
  return {FromText<v1::Record>(R"pb(
            pregnancy {
              infection_tests {
                kind: INFECTION_KIND_SYPHILIS
                result: TEST_RESULT_PENDING
                tested_on: "2026-09-28"
              }
            }
          )pb"),
          FromText<v1::Record>(R"pb(
            pregnancy {}
          )pb")};
}

Written SignsForm() {
  return {FromText<v1::Record>(R"pb(
            pregnancy_social_risk {
              filled_in_on: "2026-09-28"
              pregnancy_signs {
                sign: PREGNANCY_SIGN_FIRST_VISIT_LATE
                answer: ANSWER_YES
                source: INFORMATION_SOURCE_SEEN
                observed_on: "2026-09-28"
                note: "31週で初めての受診。"
              }
              health_signs {
                sign: HEALTH_SIGN_UNSTABLE_MIND
                answer: ANSWER_UNKNOWN
                source: INFORMATION_SOURCE_SEEN
              }
              livelihood_signs {
                sign: LIVELIHOOD_SIGN_JOBLESS
                answer: ANSWER_YES
                source: INFORMATION_SOURCE_TOLD_BY_PERSON
                said_by: PERSON_LABEL_SUBJECT
                note: "先月アルバイトを辞めた。"
              }
              family_signs {
                sign: FAMILY_SIGN_PARENTS_MUST_NOT_KNOW
                answer: ANSWER_YES
                source: INFORMATION_SOURCE_TOLD_BY_PERSON
                said_by: PERSON_LABEL_SUBJECT
              }
              partner_signs {
                sign: PARTNER_SIGN_UNKNOWN
                answer: ANSWER_YES
                source: INFORMATION_SOURCE_TOLD_BY_PERSON
                said_by: PERSON_LABEL_SUBJECT
              }
              wish_signs {
                sign: WISH_SIGN_UNPLANNED
                answer: ANSWER_YES
                source: INFORMATION_SOURCE_TOLD_BY_PERSON
                said_by: PERSON_LABEL_SUBJECT
              }
              judgement {
                specified_expectant_mother: ANSWER_YES
                degree: RISK_GRADE_B
                judged_on: "2026-09-28"
                reasons: "未受診、支える人がいない。"
                reviewed_summary: "特定妊婦に当たると考える。"
              }
            }
          )pb"),
          FromText<v1::Record>(R"pb(
            pregnancy_social_risk {
              filled_in_on: "2026-09/late"
              pregnancy_signs {
                sign: PREGNANCY_SIGN_FIRST_VISIT_LATE
                answer: ANSWER_YES
                source: INFORMATION_SOURCE_SEEN
                observed_on: "2026-09-28/week"
              }
              livelihood_signs {
                sign: LIVELIHOOD_SIGN_JOBLESS
                answer: ANSWER_YES
                source: INFORMATION_SOURCE_TOLD_BY_PERSON
              }
              family_signs {
                sign: FAMILY_SIGN_PARENTS_MUST_NOT_KNOW
                answer: ANSWER_YES
                source: INFORMATION_SOURCE_TOLD_BY_PERSON
              }
              partner_signs {
                sign: PARTNER_SIGN_UNKNOWN
                answer: ANSWER_YES
                source: INFORMATION_SOURCE_TOLD_BY_PERSON
              }
              wish_signs {
                sign: WISH_SIGN_UNPLANNED
                answer: ANSWER_YES
                source: INFORMATION_SOURCE_TOLD_BY_PERSON
              }
              judgement {
                specified_expectant_mother: ANSWER_YES
                degree: RISK_GRADE_LOWER
                judged_on: "2026-09-28/week"
                reviewed_summary: "特定妊婦に当たると考える。"
              }
            }
          )pb")};
}

}  // namespace tasuki::scenario
