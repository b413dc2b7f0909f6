// What the centre writes down before and at the first meeting.

#include "tests/scenario/case_facts.h"

namespace tasuki::scenario {

// The short meeting inside the centre, before anybody has met her.
Written ShortMeeting() {
  return {FromText<v1::Record>(R"pb(
            meeting {
              kind: MEETING_KIND_MINI
              held_on: "2026-09-24"
              policy {
                text: "三つの道を同時に用意し、本人が選ぶまで閉じない。"
                reviewed_summary: "三つの道を同時に用意する。"
              }
              roles { kind: AUDIENCE_TYPE_CITY_MH task: "受診の付き添い" }
              roles { kind: AUDIENCE_TYPE_CITY_FS task: "費用の手続き" }
              lead_kind: AUDIENCE_TYPE_CITY_MH
            }
          )pb"),
          FromText<v1::Record>(R"pb(
            meeting {
              kind: MEETING_KIND_MINI
              held_on: "2026-09-21/week"
              policy { reviewed_summary: "三つの道を同時に用意する。" }
              roles { kind: AUDIENCE_TYPE_CITY_MH task: "受診の付き添い" }
              roles { kind: AUDIENCE_TYPE_CITY_FS task: "費用の手続き" }
              lead_kind: AUDIENCE_TYPE_CITY_MH
            }
          )pb")};
}

Written JointVisit() {
  return {FromText<v1::Record>(R"pb(
            visit {
              visited_on: "2026-09-25"
              mode: VISIT_MODE_OUTSIDE
              bodies: [ AUDIENCE_TYPE_CITY_MH, AUDIENCE_TYPE_SOS_NPO ]
              joint: true
              place: "見本駅前の喫茶店"
              outcome: VISIT_OUTCOME_MET
              persons_seen: PERSON_LABEL_SUBJECT
              observations {
                text: "疲れた様子。受診の話になると安心した表情になった。"
                reviewed_summary: "受診に前向き。"
              }
              agreed {
                text: "月曜に受診する。保健師が病院の前で待つ。"
                reviewed_summary: "次の週に初回の受診をする。"
              }
              next_on: "2026-09-28"
            }
          )pb"),
          FromText<v1::Record>(R"pb(
            visit {
              visited_on: "2026-09-21/week"
              mode: VISIT_MODE_OUTSIDE
              bodies: [ AUDIENCE_TYPE_CITY_MH, AUDIENCE_TYPE_SOS_NPO ]
              joint: true
              outcome: VISIT_OUTCOME_MET
              persons_seen: PERSON_LABEL_SUBJECT
              observations { reviewed_summary: "受診に前向き。" }
              agreed { reviewed_summary: "次の週に初回の受診をする。" }
              next_on: "2026-09-28"
            }
          )pb")};
}

// She tells the city's nurse her name; nobody is a real person.
Written WhatSheTold() {
  return {FromText<v1::Record>(R"pb(
            subject_profile {
              legal_name: "桜田 由希"
              legal_name_kana: "サクラダ ユキ"
              birth_date: "2003-05-14"
              language: "ja"
              resident_municipality: "見本市"
              resident_address: "見本市港町1-2-3"
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
          )pb"),
          FromText<v1::Record>(R"pb(
            subject_profile {
              birth_date: "2003"
              language: "ja"
              resident_municipality: "見本市"
              safe_contact_rules { channel: CONTACT_CHANNEL_HOME_PHONE }
              safe_contact_rules { channel: CONTACT_CHANNEL_HOME_MAIL }
              safe_contact_rules { channel: CONTACT_CHANNEL_HOME_VISIT }
            }
          )pb")};
}

Written HerIntention() {
  return {FromText<v1::Record>(R"pb(
            intention {
              birth_mode: BIRTH_MODE_UNDECIDED
              raise: RAISE_WISH_UNDECIDED
              words {
                text: "養子に出すつもりだったけれど、会ってみないと分からない。"
                reviewed_summary: "特別養子縁組と自分で育てることの間で迷う。"
              }
              stated_on: "2026-09-25"
              heard_by: ROLE_PHN
              source: INFORMATION_SOURCE_TOLD_BY_PERSON
            }
          )pb"),
          FromText<v1::Record>(R"pb(
            intention {
              birth_mode: BIRTH_MODE_UNDECIDED
              raise: RAISE_WISH_UNDECIDED
              words {
                reviewed_summary: "特別養子縁組と自分で育てることの間で迷う。"
              }
              stated_on: "2026-09-21/week"
              heard_by: ROLE_PHN
              source: INFORMATION_SOURCE_TOLD_BY_PERSON
            }
          )pb")};
}

Written HerFamily() {
  return {FromText<v1::Record>(R"pb(
            family {
              members {
                person: PERSON_LABEL_MOTHER
                name: "桜田 京子"
                living_together: ANSWER_YES
                knows_of_pregnancy: ANSWER_NO
                must_not_know: ANSWER_YES
              }
              members {
                person: PERSON_LABEL_FATHER
                living_together: ANSWER_YES
                knows_of_pregnancy: ANSWER_NO
                must_not_know: ANSWER_YES
              }
              parents_attitude: PARENTS_ATTITUDE_NOT_TOLD
              upbringing {
                text: "子どものころ、父に叩かれていた。母は見ていた。"
                reviewed_summary: "親に知られてはならない。自宅に電話しない。"
              }
              father { status: FATHER_STATUS_ONE_OF_SEVERAL }
            }
          )pb"),
          FromText<v1::Record>(R"pb(
            family {
              members {
                person: PERSON_LABEL_MOTHER
                living_together: ANSWER_YES
                knows_of_pregnancy: ANSWER_NO
                must_not_know: ANSWER_YES
              }
              members {
                person: PERSON_LABEL_FATHER
                living_together: ANSWER_YES
                knows_of_pregnancy: ANSWER_NO
                must_not_know: ANSWER_YES
              }
              parents_attitude: PARENTS_ATTITUDE_NOT_TOLD
              upbringing {
                reviewed_summary: "親に知られてはならない。自宅に電話しない。"
              }
              father { status: FATHER_STATUS_UNKNOWN }
            }
          )pb")};
}

Written HerLivelihood() {
  return {
      FromText<v1::Record>(R"pb(
        livelihood {
          income: INCOME_STATE_NONE
          debts_yen: 180000
          situation {
            text: "携帯代の督促が来た。友人に三万円を借りている。"
            reviewed_summary: "収入がなく、受診の費用を払えない。"
          }
          delivery_cost_covered: ANSWER_NO
          subsidised_delivery: BENEFIT_STATE_APPLIED
        }
      )pb"),
      FromText<v1::Record>(R"pb(
        livelihood {
          income: INCOME_STATE_NONE
          situation { reviewed_summary: "収入がなく、受診の費用を払えない。" }
          delivery_cost_covered: ANSWER_NO
          subsidised_delivery: BENEFIT_STATE_APPLIED
        }
      )pb")};
}

Written MilestoneReached(v1::Milestone milestone) {
  v1::Record record;
  record.mutable_milestone()->set_milestone(milestone);
  record.mutable_milestone()->set_reached(v1::ANSWER_YES);
  return {record, record};
}

}  // namespace tasuki::scenario
