#include <fstream>
#include <map>
#include <ostream>
#include <sstream>

#include "absl/strings/str_cat.h"
#include "absl/strings/str_split.h"
#include "absl/strings/strip.h"
#include "gateway/consent/stated_basis.h"
#include "tasuki/v1/audit_leaf.pb.h"
#include "tests/gateway/exchange/further_parties.h"
#include "tests/gateway/exchange/trunk.h"
#include "tests/status_matchers.h"

// Every basis that an act states, from its sender to its recipient: what is
// seen is what the tables of policies/matrix give on it.
namespace tasuki::exchange {
namespace {

using ::testing::IsEmpty;

constexpr v1::MessageKind kAnswer = v1::MESSAGE_KIND_ANSWER;

World::Person ChildrensHome() {
  return {"p-home-1", "bodies/childrens-home", v1::ROLE_FAC_STAFF};
}
World::Person Agency() {
  return {"p-adopt-1", "bodies/adoption-agency", v1::ROLE_ADOPT_OFFICER};
}
World::Person WomensCentre() { return {"p-wco-1", "bodies/wco", v1::ROLE_WCW}; }
World::Person Police() {
  return {"p-police-1", "bodies/prefectural-police", v1::ROLE_POLICE_OFFICER};
}
World::Person RegisterClerk() {
  return {"p-register-1", "bodies/sample-city/units/register-office",
          v1::ROLE_REGISTER_CLERK};
}
World::Person NurseryStaff() {
  return {"p-nursery-1", kNursery, v1::ROLE_NURSERY_STAFF};
}
World::Person OtherCentre(World& world) {
  return AddParty(world, "bodies/minami-cgc", v1::AUDIENCE_TYPE_CGC,
                  v1::ROLE_CWO);
}
World::Person OtherCity(World& world) {
  return AddParty(world, "bodies/other-city", v1::AUDIENCE_TYPE_OTHER_CITY,
                  v1::ROLE_OTHER_CITY_WORKER);
}
World::Person WelfareOffice(World& world) {
  return AddParty(world, "bodies/sample-city/units/welfare-office",
                  v1::AUDIENCE_TYPE_WELFARE_OFFICE, v1::ROLE_WELFARE_WORKER);
}

// Records of the categories that are compared, one each.
std::vector<v1::Record> Records() {
  std::vector<v1::Record> records(6);
  records[0].mutable_subject_profile()->set_legal_name("NAME-MARK");
  records[0].mutable_subject_profile()->set_birth_date("2008-05-06");
  records[0].mutable_subject_profile()->set_resident_municipality("TOWN-MARK");
  records[1] = Pregnancy();
  records[2].mutable_livelihood()->set_income(v1::INCOME_STATE_NONE);
  records[3].mutable_child_health()->mutable_newborn()->set_weight("2840g");
  records[4].mutable_juvenile_offence()->set_kind(v1::OFFENCE_KIND_THEFT);
  records[5].mutable_birth_registration()->set_born_on("2026-11-01");
  return records;
}
constexpr v1::Category kCompared[] = {
    v1::CATEGORY_C02, v1::CATEGORY_C07, v1::CATEGORY_C09, v1::CATEGORY_C16,
    v1::CATEGORY_C27, v1::CATEGORY_C33, v1::CATEGORY_C34};

struct Case {
  v1::BasisCode basis;
  v1::MessageKind kind;
  World::Person sender, reader;
  v1::Purpose purpose;
};

std::ostream& operator<<(std::ostream& out, const Case& a_case) {
  return out << v1::BasisCode_Name(a_case.basis) << " to "
             << a_case.reader.party;
}

bool Lists(absl::string_view cell, absl::string_view prefix,
           const std::string& name) {
  if (cell == "*") return true;
  for (const absl::string_view one : absl::StrSplit(cell, '|')) {
    if (absl::StrCat(prefix, one) == name) return true;
  }
  return false;
}

// What the act makes true of a condition.
bool Holds(absl::string_view condition) {
  for (const absl::string_view fact : absl::StrSplit(condition, " & ")) {
    if (fact != "-" && fact != "holder_released" &&
        fact != "attempt_recorded" && fact != "her_will_or_life_danger") {
      return false;
    }
  }
  return true;
}

using Levels = std::map<v1::Category, v1::Level>;

// By the rows of the table for this reader, holder, purpose and basis.
Levels ByTheTable(const Case& a_case, v1::AudienceType reader,
                  v1::AudienceType holder) {
  std::ifstream file(
      absl::StrCat(TASUKI_SOURCE_DIR, "/policies/matrix/grants.csv"));
  Levels levels;
  for (std::string line; std::getline(file, line);) {
    const std::vector<std::string> cell = absl::StrSplit(line, ',');
    if (cell.size() < 10 ||
        !Lists(cell[1], "AUDIENCE_TYPE_", v1::AudienceType_Name(reader)) ||
        !Lists(cell[2], "ROLE_", v1::Role_Name(a_case.reader.role)) ||
        !Lists(cell[4], "AUDIENCE_TYPE_", v1::AudienceType_Name(holder)) ||
        !Lists(cell[5], "PURPOSE_", v1::Purpose_Name(a_case.purpose)) ||
        !Lists(cell[7], "BASIS_CODE_", v1::BasisCode_Name(a_case.basis)) ||
        !Holds(cell[8])) {
      continue;
    }
    v1::Category category = v1::CATEGORY_UNSPECIFIED;
    v1::Level level = v1::LEVEL_UNSPECIFIED;
    EXPECT_TRUE(
        v1::Category_Parse(absl::StrCat("CATEGORY_", cell[0]), &category));
    EXPECT_TRUE(v1::Level_Parse(absl::StrCat("LEVEL_", cell[9]), &level));
    for (const v1::Category compared : kCompared) {
      if (category != compared) continue;
      levels[category] = std::max(levels[category], level);
    }
  }
  return levels;
}

v1::PartyEntry PartyOf(World& world, const std::string& party) {
  const auto snapshot = world.ledger().Read();
  const auto row = (*snapshot)->Read({Table::kParty, party});
  return *(*row)->As<v1::PartyEntry>();
}

// Contact data go only where the safe-contact rules can be kept (CE-51).
void LeaveOutContacts(v1::BasisCode basis, const v1::PartyEntry& reader,
                      Levels& levels) {
  if (reader.obeys_contact_rules() || basis == v1::BASIS_CODE_CAPA_6 ||
      basis == v1::BASIS_CODE_CWA_25) {
    return;
  }
  levels.erase(v1::CATEGORY_C33);
}

Levels Seen(const Release& read) {
  EXPECT_THAT(read.status, IsOk());
  v1::GetMessageResponse response;
  response.ParseFromString(read.response);
  Levels levels;
  for (const v1::CategoryDisclosure& one : response.disclosure().categories()) {
    for (const v1::Category compared : kCompared) {
      if (one.category() == compared) levels[compared] = one.level();
    }
  }
  return levels;
}

// The request that the answer answers.
std::string AskOn(World& world, const Case& a_case,
                  const std::string& subject) {
  Tell(world, a_case.reader.party, subject);
  v1::SendMessageRequest ask =
      RequestTo(a_case.sender.party, subject, v1::CATEGORY_C02);
  ask.mutable_access()->set_purpose(a_case.purpose);
  ask.set_basis(a_case.basis);
  if (a_case.basis == v1::BASIS_CODE_CAPA_13_4) {
    ask.set_office(a_case.reader.role == v1::ROLE_CWO
                       ? v1::REQUESTER_OFFICE_CGC_DIRECTOR
                   : a_case.reader.role == v1::ROLE_CW
                       ? v1::REQUESTER_OFFICE_MAYOR
                       : v1::REQUESTER_OFFICE_WELFARE_OFFICE_HEAD);
  }
  return Sent(world, a_case.reader, ask);
}

v1::SendMessageRequest ActOf(const Case& a_case, const std::string& subject,
                             const std::vector<std::string>& sections) {
  v1::SendMessageRequest act =
      MessageTo(a_case.reader.party, a_case.kind, subject, sections);
  act.set_basis(a_case.basis);
  if (consent::AsksForAttempt(a_case.basis)) {
    act.set_attempt(v1::CONSENT_ATTEMPT_GIVEN);
  }
  if (a_case.basis == v1::BASIS_CODE_CAPA_4_6) {
    act.set_stated_class(v1::CASE_CLASS_PROTECTION);
  } else if (consent::AsksForClass(a_case.basis)) {
    act.set_stated_class(v1::CASE_CLASS_SUPPORT);
  }
  return act;
}

void ExpectOpensWhatTheTableGives(World& world, const Case& a_case) {
  SCOPED_TRACE(testing::PrintToString(a_case));
  const std::string subject = Registered(world, a_case.sender);
  std::vector<std::string> sections;
  for (const v1::Record& record : Records()) {
    sections.push_back(
        Confirmed(world, a_case.sender, DraftOf(subject, record)));
  }
  v1::SendMessageRequest act = ActOf(a_case, subject, sections);
  if (a_case.kind == kAnswer)
    act.set_in_reply_to(AskOn(world, a_case, subject));
  const std::string message = Sent(world, a_case.sender, act);
  const v1::PartyEntry reader = PartyOf(world, a_case.reader.party);
  Levels expected = ByTheTable(a_case, reader.audience(),
                               PartyOf(world, a_case.sender.party).audience());
  LeaveOutContacts(a_case.basis, reader, expected);
  EXPECT_FALSE(expected.empty());
  EXPECT_EQ(Seen(ReadMessage(world, a_case.reader, message, a_case.purpose)),
            expected);
  // Not for another purpose than those of the basis.
  EXPECT_THAT(
      Seen(ReadMessage(world, a_case.reader, message, v1::PURPOSE_SUPERVISION)),
      IsEmpty());
}

TEST(StatedWaysTest, PushedByTheSenderOpensWhatTheTableGives) {
  World world;
  const World::Person nurse = World::Nurse(), worker = World::Worker();
  const Case kCases[] = {
      {v1::BASIS_CODE_CWA_10_CONSULT, v1::MESSAGE_KIND_CONSULTATION, nurse,
       Officer(), v1::PURPOSE_ASSESSMENT},
      {v1::BASIS_CODE_CWA_21_10_5, v1::MESSAGE_KIND_INFORMATION, SocialWorker(),
       nurse, v1::PURPOSE_INTAKE},
      {v1::BASIS_CODE_CAPA_6, v1::MESSAGE_KIND_INFORMATION, SocialWorker(),
       Officer(), v1::PURPOSE_PROTECTION},
      {v1::BASIS_CODE_CAPA_6, v1::MESSAGE_KIND_INFORMATION, NurseryStaff(),
       worker, v1::PURPOSE_INTAKE},
      {v1::BASIS_CODE_CWA_25, v1::MESSAGE_KIND_INFORMATION, World::Npo(),
       Officer(), v1::PURPOSE_PROTECTION},
      {v1::BASIS_CODE_CWA_25_7_TRANSFER, v1::MESSAGE_KIND_TRANSFER, worker,
       Officer(), v1::PURPOSE_HANDOVER},
      {v1::BASIS_CODE_CWA_25_7_NOTICE, v1::MESSAGE_KIND_NOTICE, nurse,
       Officer(), v1::PURPOSE_PROTECTION},
      {v1::BASIS_CODE_CWA_26_TRANSFER_BACK, v1::MESSAGE_KIND_TRANSFER,
       Officer(), worker, v1::PURPOSE_HANDOVER},
      {v1::BASIS_CODE_CAPA_4_6, v1::MESSAGE_KIND_TRANSFER, Officer(),
       OtherCentre(world), v1::PURPOSE_HANDOVER},
      {v1::BASIS_CODE_JUVENILE_6_6, v1::MESSAGE_KIND_TRANSFER, Police(),
       Officer(), v1::PURPOSE_INTAKE},
      {v1::BASIS_CODE_CB_CHILD_FACTS, v1::MESSAGE_KIND_INFORMATION,
       SocialWorker(), Officer(), v1::PURPOSE_PROTECTION},
      {v1::BASIS_CODE_CB_CHILD_FACTS, v1::MESSAGE_KIND_INFORMATION, Officer(),
       worker, v1::PURPOSE_PROTECTION},
      {v1::BASIS_CODE_FAMILY_REGISTER, v1::MESSAGE_KIND_NOTICE, Officer(),
       RegisterClerk(), v1::PURPOSE_PROTECTION},
      {v1::BASIS_CODE_MEASURE_EXECUTION, v1::MESSAGE_KIND_INFORMATION,
       Officer(), ChildrensHome(), v1::PURPOSE_PROTECTION},
      {v1::BASIS_CODE_MEASURE_EXECUTION, v1::MESSAGE_KIND_INFORMATION,
       ChildrensHome(), Officer(), v1::PURPOSE_SUPPORT},
      {v1::BASIS_CODE_CHILD_SOUND_GROWTH, v1::MESSAGE_KIND_INFORMATION,
       World::Npo(), Officer(), v1::PURPOSE_INTAKE},
      {v1::BASIS_CODE_DVA_6_REPORT, v1::MESSAGE_KIND_INFORMATION,
       SocialWorker(), WomensCentre(), v1::PURPOSE_INTAKE},
      {v1::BASIS_CODE_DVA_6_REPORT, v1::MESSAGE_KIND_INFORMATION, World::Npo(),
       Police(), v1::PURPOSE_PROTECTION},
  };
  for (const Case& a_case : kCases) {
    ExpectOpensWhatTheTableGives(world, a_case);
  }
}

TEST(StatedWaysTest, AnsweredOnRequestOpensWhatTheTableGives) {
  World world;
  const World::Person other = OtherCity(world), welfare = WelfareOffice(world);
  const World::Person nurse = World::Nurse(), worker = World::Worker();
  const Case kCases[] = {
      {v1::BASIS_CODE_CAPA_13_4, kAnswer, SocialWorker(), Officer(),
       v1::PURPOSE_ASSESSMENT},
      {v1::BASIS_CODE_CAPA_13_4, kAnswer, nurse, Officer(),
       v1::PURPOSE_PROTECTION},
      {v1::BASIS_CODE_CAPA_13_4, kAnswer, NurseryStaff(), worker,
       v1::PURPOSE_INTAKE},
      {v1::BASIS_CODE_CAPA_13_4, kAnswer, nurse, welfare,
       v1::PURPOSE_PROTECTION},
      {v1::BASIS_CODE_MCHA_19_2, kAnswer, other, nurse, v1::PURPOSE_SUPPORT},
      {v1::BASIS_CODE_MCHA_19_2, kAnswer, nurse, other, v1::PURPOSE_HANDOVER},
      {v1::BASIS_CODE_INTERNAL_OTHER_DUTY, kAnswer, worker, welfare,
       v1::PURPOSE_SUPPORT},
      {v1::BASIS_CODE_INTERNAL_OTHER_DUTY, kAnswer, welfare, worker,
       v1::PURPOSE_ASSESSMENT},
      {v1::BASIS_CODE_COOPERATE_PUBLIC_DUTY, kAnswer, World::Npo(), Officer(),
       v1::PURPOSE_PROTECTION},
      {v1::BASIS_CODE_COOPERATE_PUBLIC_DUTY, kAnswer, Agency(), worker,
       v1::PURPOSE_ASSESSMENT},
      {v1::BASIS_CODE_RESIDENT_SURVEY, kAnswer, other, nurse,
       v1::PURPOSE_ASSESSMENT},
      {v1::BASIS_CODE_MEASURE_EXECUTION, kAnswer, SocialWorker(), Officer(),
       v1::PURPOSE_PROTECTION},
  };
  for (const Case& a_case : kCases) {
    ExpectOpensWhatTheTableGives(world, a_case);
  }
}

}  // namespace
}  // namespace tasuki::exchange
