// The child of the confidential birth is placed: #24 and #26.

#include "absl/strings/match.h"
#include "tests/scenario/branch_scenes.h"

namespace tasuki::scenario {
namespace {

// No consent can be had: custody by the centre's own power, and a warrant is
// asked for within seven days.
v1::Record Custody() {
  v1::Record record = FromText<v1::Record>(R"pb(
    placement {
      measures {
        kind: MEASURE_KIND_ENTRUSTED_CUSTODY
        basis: MEASURE_BASIS_EX_OFFICIO
        warrant: WARRANT_STATE_ASKED
        contact: CONTACT_RESTRICTION_FORBIDDEN
        place_name: "見本乳児院"
      }
      care_needed: "体重の増え方を毎週みる。"
    }
  )pb");
  v1::Measure& measure = *record.mutable_placement()->mutable_measures(0);
  measure.set_started_on(DaysAgo(1));
  measure.set_warrant_on(DaysAgo(0));
  return record;
}

v1::Record WithCarers() {
  v1::Record record = FromText<v1::Record>(R"pb(
    placement {
      measures {
        kind: MEASURE_KIND_ADOPTIVE_FOSTER
        basis: MEASURE_BASIS_COURT
        contact: CONTACT_RESTRICTION_FORBIDDEN
      }
      adoption_route: ADOPTION_ROUTE_CGC
      carers {
        kind: CARER_KIND_ADOPTIVE_FOSTER
        name: "里山 和夫"
        address: "見本市里山町5-6"
      }
    }
  )pb");
  record.mutable_placement()->mutable_measures(0)->set_started_on(DaysAgo(0));
  return record;
}

std::string CustodyTo(Story& story, const char* party) {
  return SendSections(
      story, "cgc",
      {party,
       story.Named("child"),
       v1::BASIS_CODE_MEASURE_EXECUTION,
       {story.Named("custody"), story.Named("health of the child")}});
}

// Family support opens a case for the child, with maternal health on it.
void OpenTheChildsCase(Story& story) {
  const std::vector<std::string> copies =
      TakeOver(story, "fs", story.Named("facts to fs"), v1::PURPOSE_PROTECTION);
  story.Named("case of the child") =
      OpenCaseOf(story, "fs",
                 {story.Named("child"), "C-31", v1::CASE_CLASS_PROTECTION,
                  v1::BRANCH_CHILD_WELFARE, copies});
  TakeIn(story, "fs",
         {story.Named("case of the child"), kMaternalHealth, {"p-phn-1"}});
}

// For the agency there is no such case. The log has the code of every ceiling
// that keeps a record of it away: the seal (CE-17), the other route (CE-56),
// and copies that go no further (CE-29, CE-30).
void ExpectClosedToTheAgency(Story& story) {
  v1::GetCaseRequest read;
  read.set_name(story.a_case());
  const auto reply = story.At("agency").Call(read);
  story.Expect(absl::IsNotFound(reply.status) &&
                   reply.refusal.code() == v1::REFUSAL_CODE_UNSPECIFIED &&
                   reply.refusal.evidence_size() == 1,
               "the agency looks at K-17 again and finds nothing");
  if (reply.refusal.evidence_size() != 1) return;
  const v1::AuditEntry entry =
      story.EntryOf(reply.refusal.evidence(0).leaf_hash());
  const std::vector<int> codes(entry.office().true_codes().begin(),
                               entry.office().true_codes().end());
  story.Expect(
      codes == std::vector<int>{v1::REFUSAL_CODE_SEALED_BIRTH_IDENTITY,
                                v1::REFUSAL_CODE_PURPOSE_MISMATCH,
                                v1::REFUSAL_CODE_ONWARD_SHARING_FORBIDDEN},
      "the log says why K-17 is closed to the agency");
}

}  // namespace

void ChildInCustody(Story& story) {
  story.tell().Step(
      "#24",
      "児相 → 産科病院、乳児院。一時保護を委託し、養育に要ることを渡す。",
      "The guidance centre entrusts the child to the hospital, then to an "
      "infant home, with what its care needs.");
  const std::vector<std::string> copies = TakeOver(
      story, "cgc", story.Named("facts to cgc"), v1::PURPOSE_PROTECTION);
  story.Expect(copies.size() == 2, "two copies");
  if (copies.size() != 2) return;
  story.Named("birth of the child") = copies[0];
  story.Named("health of the child") = copies[1];
  story.Named("custody") =
      ConfirmRecord(story, "cgc", {story.Named("child"), "", Custody()});
  ExpectRead(story, "hospital", CustodyTo(story, kHospital),
             {v1::PURPOSE_MEDICAL_CARE,
              {"C09● C20◐ | NO_ONWARD_SHARING", "MEASURE_EXECUTION: C09 C20"},
              WordsOfTheMother(story)});
  const std::string message = CustodyTo(story, kInfantHome);
  ExpectRead(
      story, "infant-home", message,
      {v1::PURPOSE_PROTECTION,
       {"C01● C09● C20● | NO_ONWARD_SHARING", "MEASURE_EXECUTION: C01 C09 C20"},
       WordsOfTheMother(story)});
  story.tell().Say(
      "乳児院には健康と措置の全部、病院には措置の要約。母のことは何もない。"
      "母の同意は得られないので、一時保護状を請求したと書いてある。",
      "The home gets health and measure in full, the hospital the measure in "
      "summary; nothing of the mother. Her consent cannot be had: a warrant is "
      "asked for.");
  v1::GetSubjectRequest mother;
  mother.set_name(story.subject());
  story.ExpectRefused({"infant-home"}, {"母を開く", "open the mother"}, mother,
                      Hidden(v1::REFUSAL_CODE_NO_BASIS));
  v1::GetMessageRequest open;
  open.set_name(message);
  story.ExpectRefused({"mh", "fs", "agency", "npo", "register"},
                      {"乳児院への連絡を開く", "open what the home was sent"},
                      open, Hidden(v1::REFUSAL_CODE_NO_BASIS));
  story.ShowEverybody();
}

void ChildWithCarers(Story& story) {
  story.tell().Step("#26", "児相 → 家庭支援、母子保健。市内の里親に委託する。",
                    "The guidance centre places the child with foster parents "
                    "in the city.");
  OpenTheChildsCase(story);
  const std::string placement =
      ConfirmRecord(story, "cgc", {story.Named("child"), "", WithCarers()});
  const std::string to_fs = SendSections(story, "cgc",
                                         {kFamilySupport,
                                          story.Named("child"),
                                          v1::BASIS_CODE_MEASURE_EXECUTION,
                                          {placement}});
  ExpectRead(story, "foster", to_fs,
             {v1::PURPOSE_FOSTER_ADOPTION,
              {"C20● C21● | CENTRE_ONLY", "MEASURE_EXECUTION: C20 C21"},
              WordsOfTheMother(story)});
  // In family support the home is the foster supporter's alone.
  ExpectRead(story, "fs", to_fs, {v1::PURPOSE_SUPPORT, {"", ""}});
  const std::string to_mh =
      SendSections(story, "cgc",
                   {kMaternalHealth,
                    story.Named("child"),
                    v1::BASIS_CODE_MEASURE_EXECUTION,
                    {story.Named("health of the child")}});
  ExpectRead(story, "mh", to_mh,
             {v1::PURPOSE_SUPPORT,
              {"C09● | CENTRE_ONLY", "MEASURE_EXECUTION: C09"},
              WordsOfTheMother(story)});
  const std::string& a_case = story.Named("case of the child");
  TakeOver(story, "foster", to_fs, v1::PURPOSE_FOSTER_ADOPTION, a_case);
  const auto seen = ExpectCase(story, "mh", a_case,
                               {"C01● C03● C09● C20◐ C21◐ C24● | CENTRE_ONLY",
                                "CENTER_INTEGRATED: C01 C03 C09 C20 C21 C24"});
  std::vector<std::string> hidden = WordsOfTheMother(story);
  hidden.insert(hidden.end(), {"里山 和夫", "里山町"});
  ExpectWithout(story, "mh", seen, hidden);
  story.tell().Say(
      "家庭支援の里親担当には措置と里親の全部。母子保健には子の健康と、里親"
      "家庭であることだけ。名前と住所は見えない。",
      "The foster supporter sees measure and carers in full; maternal health "
      "the child's health and the kind of home, neither name nor address.");
  story.ExpectRefused(
      {"agency", "npo", "dev", "hospital"},
      {"子のケースを開く", "open the child's case"},
      [&a_case] {
        v1::GetCaseRequest read;
        read.set_name(a_case);
        return read;
      }(),
      Hidden(v1::REFUSAL_CODE_NOT_ON_CASE_TEAM));
  story.ShowEverybody();
}

void OneRouteOnly(Story& story) {
  story.tell().Step(
      "#26", "縁組は児相の経路で進む。あっせん機関の経路は閉じる。",
      "The adoption goes by the guidance centre; the agency's way is closed.");
  ConfirmRecord(story, "cgc",
                {story.subject(), story.a_case(), FromText<v1::Record>(R"pb(
                   placement { adoption_route: ADOPTION_ROUTE_CGC }
                 )pb")});
  Expectations& expected = story.expected();
  expected.Levels({"agency"}, "");
  for (const char* actor : {"cgc", "fs", "sup"}) expected.Gain(actor, "C20●");
  expected.Gain("hospital", "C20○");
  expected.Drop({"cgc"}, "C01○");
  expected.Gain("cgc", "C01●");
  story.ShowEverybody();
  ExpectClosedToTheAgency(story);
  ExpectQuestionRefused(story, "agency",
                        {.recipient = kCgc,
                         .subject = story.subject(),
                         .categories = {v1::CATEGORY_C09, v1::CATEGORY_C20},
                         .need = "養親候補に引き合わせるため"},
                        {"cgc", v1::REFUSAL_CODE_PURPOSE_MISMATCH,
                         v1::REFUSAL_CODE_PURPOSE_MISMATCH});
  story.tell().Say(
      "× あっせん機関が K-17 を見る、児相に子のことを尋ねる: 経路は一つ。",
      "The agency looks at K-17 again, and asks about the child: "
      "one route only.");
}

}  // namespace tasuki::scenario
