#include "tests/gateway/exchange/break_glass_setting.h"

#include "gateway/exchange/unit.h"
#include "gateway/model/id.h"
#include "tasuki/v1/state.pb.h"

namespace tasuki::exchange {

World::Person HospitalNurse() {
  return {"p-ob-nurse-1", kHospital, v1::ROLE_OB_NURSE};
}
World::Person Doctor() { return {"p-ob-doctor-1", kHospital, v1::ROLE_OB_DR}; }
World::Person Head() { return {"p-head-1", kSupervision, v1::ROLE_HEAD}; }

Shown ShownIn(
    const google::protobuf::RepeatedPtrField<v1::CategoryDisclosure>& all) {
  Shown shown;
  for (const v1::CategoryDisclosure& one : all) {
    shown[one.category()] = one.level();
  }
  return shown;
}

BreakGlassTest::BreakGlassTest() {
  case_ = OpenFor(world_, Registered(world_, World::Nurse()), {});
  AddFamilySupport(world_, case_);
  AddToTeam(world_, case_, kHospital, v1::RELATION_MEMBER);
  InCase(world_, World::Nurse(), case_, Profile());
  v1::Record pregnancy = Pregnancy();
  v1::InfectionTest& test =
      *pregnancy.mutable_pregnancy()->add_infection_tests();
  test.set_kind(v1::INFECTION_KIND_SYPHILIS);
  test.set_result(v1::TEST_RESULT_POSITIVE);
  test.set_tested_on("2026-10-20");
  InCase(world_, World::Nurse(), case_, pregnancy);
}

v1::OpenBreakGlassRequest BreakGlassTest::Asking(
    const std::string& second) const {
  v1::OpenBreakGlassRequest request;
  *request.mutable_access() = AccessFor(v1::PURPOSE_PROTECTION);
  request.mutable_access()->set_need("she bleeds and does not answer");
  request.set_case_(case_.a_case);
  for (const v1::Category category :
       {v1::CATEGORY_C02, v1::CATEGORY_C05, v1::CATEGORY_C07, v1::CATEGORY_C08,
        v1::CATEGORY_C11, v1::CATEGORY_C15, v1::CATEGORY_C33}) {
    request.add_categories(category);
  }
  request.set_second_person(second);
  return request;
}

std::string BreakGlassTest::Opened(const World::Person& person,
                                   const v1::OpenBreakGlassRequest& request) {
  const Release release = Open(person, request);
  EXPECT_THAT(release.status, IsOk());
  v1::OpenBreakGlassResponse response;
  response.ParseFromString(release.response);
  return response.opening();
}

std::string BreakGlassTest::OpenedByHospital() {
  return Opened(SocialWorker(), Asking(HospitalNurse().id));
}

absl::Status BreakGlassTest::End(const World::Person& person,
                                 const std::string& opening) {
  v1::EndBreakGlassRequest request;
  *request.mutable_access() = AccessFor(v1::PURPOSE_PROTECTION);
  request.set_name(opening);
  return world_.Call(person, "BreakGlassService/EndBreakGlass", request).status;
}

Release BreakGlassTest::Review(const World::Person& person,
                               const std::string& opening,
                               v1::BreakGlassVerdict verdict) {
  v1::ReviewBreakGlassRequest request;
  *request.mutable_access() = AccessFor(v1::PURPOSE_OVERSIGHT);
  request.set_name(opening);
  request.set_verdict(verdict);
  request.set_note("NOTE-MARK");
  return world_.Call(person, "BreakGlassService/ReviewBreakGlass", request);
}

Release BreakGlassTest::Get(const World::Person& person,
                            const std::string& opening) {
  v1::GetBreakGlassRequest request;
  *request.mutable_access() = AccessFor(v1::PURPOSE_OVERSIGHT);
  request.set_name(opening);
  return world_.Call(person, "BreakGlassService/GetBreakGlass", request);
}

v1::GetBreakGlassResponse BreakGlassTest::Got(const World::Person& person,
                                              const std::string& opening) {
  const Release release = Get(person, opening);
  EXPECT_THAT(release.status, IsOk());
  v1::GetBreakGlassResponse response;
  response.ParseFromString(release.response);
  return response;
}

v1::ListBreakGlassResponse BreakGlassTest::List(const World::Person& person,
                                                int page_size,
                                                const std::string& token) {
  v1::ListBreakGlassRequest request;
  *request.mutable_access() = AccessFor(v1::PURPOSE_OVERSIGHT);
  request.set_page_size(page_size);
  request.set_page_token(token);
  const auto list = world_.Ask<v1::ListBreakGlassResponse>(
      person, "BreakGlassService/ListBreakGlass", request);
  EXPECT_THAT(world_.last_status(), IsOk());
  return list;
}

Release BreakGlassTest::Read(const World::Person& person, v1::Purpose purpose) {
  v1::GetCaseRequest get;
  *get.mutable_access() = AccessFor(purpose);
  get.set_name(case_.a_case);
  return world_.Call(person, "CaseService/GetCase", get);
}

Shown BreakGlassTest::ShownTo(const World::Person& person,
                              v1::Purpose purpose) {
  v1::GetCaseResponse response;
  response.ParseFromString(Read(person, purpose).response);
  return ShownIn(response.disclosure().categories());
}

void BreakGlassTest::HandTo(const std::string& section,
                            const std::string& holder,
                            const std::string& origin) {
  const auto id = ParseResourceId("sections", section, "section");
  ASSERT_THAT(id, IsOk());
  const auto state = world_.ledger().Read();
  ASSERT_THAT(state, IsOk());
  const auto found = (*state)->Read({Table::kSection, *id});
  ASSERT_THAT(found, IsOk());
  v1::SectionRow row;
  ASSERT_TRUE(row.ParseFromString((*found)->body));
  row.set_holder(holder);
  row.set_origin(origin);
  *row.mutable_onward_limit() = ToWords(LevelSet::Full());
  Transaction transaction;
  transaction.changes.rows.push_back({.key = {Table::kSection, *id},
                                      .body = row.SerializeAsString(),
                                      .key_scope = {}});
  Commit(world_, transaction);
}

}  // namespace tasuki::exchange
