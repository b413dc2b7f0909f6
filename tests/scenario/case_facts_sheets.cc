// Sheets on which nobody can be recognised, one on which she can, and what the
// physician advises.

#include "tests/scenario/case_facts.h"

namespace tasuki::scenario {
namespace {

// Every statement is coarse already: others see it as it stands.
Written AsItStands(absl::string_view text) {
  const auto record = FromText<v1::Record>(text);
  return {record, record};
}

}  // namespace

Written ConsultationSheet() {
  return AsItStands(R"pb(
    case_sheet {
      alias: "相談A"
      pregnancy: "妊娠30週ごろ。一度も受診していない。"
      partner: "父親が分からない。"
      wishes: "特別養子縁組を望んでいる。"
    }
  )pb");
}

Written SupervisionSheet() {
  Written sheet = AsItStands(R"pb(
    case_sheet {
      alias: "シート3"
      questions: "受診が遅れた背景と、親を恐れる気持ちをどう受け止めるか。"
      pregnancy: "妊娠31週で初めて受診。"
      risk: "支える人がいない。産後の孤立が心配。"
      family: "育ちの中で叩かれていた。親を強く恐れている。"
      genogram {
        from: PERSON_LABEL_FATHER
        kind: KINSHIP_TIE_KIND_CONFLICT
        to: PERSON_LABEL_SUBJECT
      }
      wishes: "育てることと養子縁組の間で揺れている。"
    }
  )pb");
  return sheet;
}

Written SheetWithHerName() {
  Written sheet = SupervisionSheet();
  for (v1::Record* record : {&sheet.full, &sheet.reduced}) {
    record->mutable_case_sheet()->set_family(
        "桜田由希さんは、父に叩かれて育った。");
  }
  return sheet;
}

Written SupervisionAdvice() {
  return {FromText<v1::Record>(R"pb(
            supervision {
              kind: SUPERVISION_KIND_BY_PHYSICIAN
              held_on: "2026-10-05"
              supervisor: ROLE_SV_PSYCHIATRIST
              advice {
                text: "親の話を急がない。受診できたことをまず認める。"
                reviewed_summary: "安心できる関係を先に作る。"
              }
            }
          )pb"),
          FromText<v1::Record>(R"pb(
            supervision {
              kind: SUPERVISION_KIND_BY_PHYSICIAN
              held_on: "2026-10"
              supervisor: ROLE_SV_PSYCHIATRIST
              advice { reviewed_summary: "安心できる関係を先に作る。" }
            }
          )pb")};
}

}  // namespace tasuki::scenario
