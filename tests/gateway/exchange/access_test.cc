// What a request says about why, and what the log keeps of it.
#include "absl/strings/str_cat.h"
#include "tasuki/v1/audit_leaf.pb.h"
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

}  // namespace
}  // namespace tasuki::exchange
