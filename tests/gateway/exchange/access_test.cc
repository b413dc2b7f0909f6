// What a request says about why, and what the log keeps of it.
#include "absl/strings/str_cat.h"
#include "gateway/exchange/method.h"
#include "gateway/model/id.h"
#include "tasuki/v1/audit_leaf.pb.h"
#include "tasuki/v1/directory_service.pb.h"
#include "tasuki/v1/subject_service.pb.h"
#include "tests/gateway/exchange/trunk.h"
#include "tests/status_matchers.h"

namespace tasuki::exchange {
namespace {

using absl::StatusCode;

v1::GetSubjectRequest Reading(const std::string& subject) {
  v1::GetSubjectRequest get;
  *get.mutable_access() = AccessFor(v1::PURPOSE_INTAKE);
  get.set_name(subject);
  return get;
}

TEST(AccessTest, NeedHasAThousandCharactersInAnyScript) {
  World world;
  v1::GetSubjectRequest get = Reading(Registered(world, World::Npo()));
  const auto status = [&](const char* character, int count) {
    get.mutable_access()->clear_need();
    for (int i = 0; i < count; ++i) {
      absl::StrAppend(get.mutable_access()->mutable_need(), character);
    }
    return world.Call(World::Npo(), "SubjectService/GetSubject", get).status;
  };
  for (const char* character : {"a", "\n", "要", "𠮷"}) {
    EXPECT_THAT(status(character, 1000), IsOk());
    EXPECT_THAT(status(character, 1001),
                StatusIs(StatusCode::kInvalidArgument));
  }
}

TEST(AccessTest, ReferenceOfTheRequestIsLoggedUnlessItNamesSomebody) {
  World world;
  v1::GetSubjectRequest get = Reading(Registered(world, World::Npo()));
  const auto logged = [&](const std::string& reference) {
    get.mutable_access()->set_request_reference(reference);
    const auto answer = world.Ask<v1::GetSubjectResponse>(
        World::Npo(), "SubjectService/GetSubject", get);
    EXPECT_EQ(answer.disclosure().evidence_size(), 1);
    const auto leaf =
        world.log().Find(answer.disclosure().evidence(0).leaf_hash());
    EXPECT_THAT(leaf.status(), IsOk());
    v1::ExchangeGroup exchange;
    if (leaf.ok()) exchange.ParseFromString(leaf->exchange_group);
    return exchange.request_reference();
  };
  EXPECT_EQ(logged("北勢児相発第123号"), "北勢児相発第123号");
  EXPECT_EQ(logged("氏名：架空桜子"), "");
}

// What is logged as the resource stands in the request before any use case has
// looked at it, and may be anything.
TEST(AccessTest, OnlyWhatHasTheFormOfANameIsLoggedAsOne) {
  const auto logged = [](const std::string& name) {
    v1::GetPartyRequest get;
    *get.mutable_access() = AccessFor(v1::PURPOSE_SUPPORT);
    get.set_name(name);
    const auto method = Methods().find("/tasuki.v1.DirectoryService/GetParty");
    const auto parsed = method->second.parse(get.SerializeAsString());
    EXPECT_THAT(parsed.status(), IsOk());
    return parsed.ok() ? parsed->resource : "not parsed";
  };
  const std::string id = NewId();
  const std::vector<std::string> names = {kFamily, "subjects/" + id};
  for (const std::string& name : names) EXPECT_EQ(logged(name), name);
  for (const std::string& text :
       {std::string("架空花子"), std::string("cases/架空花子"), "/" + id,
        "subjects/" + id + " 架空花子", "架空花子/" + id}) {
    EXPECT_EQ(logged(text), "");
  }
}

}  // namespace
}  // namespace tasuki::exchange
