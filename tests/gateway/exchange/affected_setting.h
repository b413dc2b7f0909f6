#ifndef TESTS_GATEWAY_EXCHANGE_AFFECTED_SETTING_H_
#define TESTS_GATEWAY_EXCHANGE_AFFECTED_SETTING_H_

#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include <algorithm>
#include <string>
#include <vector>

#include "tasuki/v1/audit_service.pb.h"
#include "tests/gateway/exchange/corrections.h"
#include "tests/gateway/exchange/life.h"
#include "tests/gateway/exchange/trunk.h"
#include "tests/status_matchers.h"

// Who saw a person's data, and who could have.
namespace tasuki::exchange {

// The case of the opening with family support on the team.
class AffectedTest : public ::testing::Test {
 protected:
  AffectedTest() : opening_(PlayOpening(world_)) {
    AddFamilySupport(world_, opening_);
  }

  v1::ListAffectedRequest Asking() {
    v1::ListAffectedRequest request;
    *request.mutable_access() = AccessFor(v1::PURPOSE_OVERSIGHT);
    request.mutable_access()->set_need("a letter came back opened");
    request.set_subject(opening_.subject);
    return request;
  }
  v1::ListAffectedResponse Affected(const v1::ListAffectedRequest& request) {
    const auto response = world_.Ask<v1::ListAffectedResponse>(
        World::Officer(), "AuditService/ListAffected", request);
    EXPECT_THAT(world_.last_status(), IsOk());
    return response;
  }
  absl::Status Status(const v1::ListAffectedRequest& request,
                      const World::Person& person = World::Officer()) {
    return world_.Call(person, "AuditService/ListAffected", request).status;
  }
  int64_t Now() { return absl::ToUnixSeconds(world_.clock().Now()); }
  std::string Copy() { return SectionsIn(World::Nurse()).front().name(); }
  std::vector<v1::Section> SectionsIn(const World::Person& person) {
    v1::GetCaseResponse read;
    read.ParseFromString(ReadCase(world_, person, opening_.a_case).response);
    std::vector<v1::Section> copies;
    for (const v1::Section& section : read.case_().sections()) {
      if (section.kind() == v1::SECTION_KIND_SOS_CONTACT) {
        copies.push_back(section);
      }
    }
    return copies;
  }

  World world_;
  const Opening opening_;
};

inline int SeenBy(const v1::ListAffectedResponse& response, const char* party) {
  return static_cast<int>(std::count_if(
      response.seen().begin(), response.seen().end(),
      [&](const v1::DisclosedTo& seen) { return seen.party() == party; }));
}

inline const v1::Exposed* Exposure(const v1::ListAffectedResponse& response,
                                   const char* party) {
  for (const v1::Exposed& exposed : response.exposed()) {
    if (exposed.party() == party) return &exposed;
  }
  return nullptr;
}

inline bool Could(const v1::Exposed& exposed, v1::Category category) {
  return std::any_of(exposed.could().begin(), exposed.could().end(),
                     [&](const v1::DisclosedCategory& entry) {
                       return entry.category() == category;
                     });
}

}  // namespace tasuki::exchange

#endif  // TESTS_GATEWAY_EXCHANGE_AFFECTED_SETTING_H_
