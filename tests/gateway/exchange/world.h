#ifndef TESTS_GATEWAY_EXCHANGE_WORLD_H_
#define TESTS_GATEWAY_EXCHANGE_WORLD_H_

#include <atomic>
#include <future>
#include <map>
#include <memory>
#include <string>
#include <vector>

#include "gateway/exchange/exchange.h"
#include "gateway/store/store.h"
#include "tasuki/v1/access.pb.h"
#include "tasuki/v1/consent_service.pb.h"
#include "tasuki/v1/record.pb.h"
#include "tasuki/v1/section_service.pb.h"
#include "tests/manual_clock.h"
#include "tests/staff_key.h"
#include "tests/temporary_directory.h"

namespace tasuki::exchange {

inline constexpr char kNpo[] = "bodies/sos-npo";
inline constexpr char kMaternal[] = "bodies/sample-city/units/maternal-health";
inline constexpr char kFamily[] = "bodies/sample-city/units/family-support";
inline constexpr char kDevelopment[] =
    "bodies/sample-city/units/child-development";
inline constexpr char kSupervision[] = "bodies/sample-city/units/supervision";
inline constexpr char kHospital[] = "bodies/ob-hospital";
inline constexpr char kPhysicians[] = "bodies/contract-physicians";
inline constexpr char kOperator[] = "bodies/operator";

// What a person of the sample city signs with, as its key "signing".
StaffKey SigningKeyOf(absl::string_view person);

// An exchange on a fresh store with the sample city and the baseline pack.
// Callers are systems of their party with a person that holds one role.
class World {
 public:
  World();

  struct Person {
    std::string id, party;
    v1::Role role;
  };
  // Persons of the sample city that tests speak for.
  static Person Npo() { return {"p-npo-1", kNpo, v1::ROLE_NPO_COUNSEL}; }
  static Person Nurse() { return {"p-phn-1", kMaternal, v1::ROLE_PHN}; }
  static Person Clerk() { return {"p-phn-2", kMaternal, v1::ROLE_PHN}; }
  static Person Worker() { return {"p-cw-1", kFamily, v1::ROLE_CW}; }
  static Person Therapist() { return {"p-st-1", kDevelopment, v1::ROLE_ST}; }
  static Person Chief() {
    return {"p-chief-1", kSupervision, v1::ROLE_SSW_CHIEF};
  }
  static Person Officer() {
    return {"p-security-1", kOperator, v1::ROLE_SECURITY_OFFICER};
  }
  static Person SecondOfficer() {
    return {"p-security-2", kOperator, v1::ROLE_SECURITY_OFFICER};
  }

  // Calls an RPC and waits for its release. Writes get a fresh request id and
  // assertion unless `request` names one.
  Release Call(const Person& person, absl::string_view method,
               const google::protobuf::Message& request);
  template <typename Response>
  Response Ask(const Person& person, absl::string_view method,
               const google::protobuf::Message& request) {
    const Release release = Call(person, method, request);
    Response response;
    last_status_ = release.status;
    response.ParseFromString(release.response);
    return response;
  }
  const absl::Status& last_status() const { return last_status_; }

  Exchange& exchange() { return *exchange_; }
  Ledger& ledger() { return store_->ledger(); }
  SubjectLog& log() { return store_->log(); }
  // Publishes what is committed by now.
  absl::Status Publish() { return store_->PublishNow(); }
  ManualClock& clock() { return clock_; }
  Credentials CredentialsOf(const Person& person);
  std::string FreshId();

 private:
  TemporaryDirectory directory_;
  // Noon in Japan on a day in November of a fixed year.
  ManualClock clock_{absl::FromUnixMillis(1795229600000)};
  std::unique_ptr<store::Store> store_;
  std::unique_ptr<Exchange> exchange_;
  absl::Status last_status_;
  std::atomic<int> ids_ = 0;
};

v1::Access AccessFor(v1::Purpose purpose);

// Terms of a consent from one holder to one recipient, for INTAKE and SUPPORT.
v1::ConsentTerms TermsFor(World& world, const std::string& subject,
                          const std::string& holder,
                          const std::string& recipient);
// Previews and grants it; its name.
std::string Grant(World& world, const World::Person& person,
                  const v1::ConsentTerms& terms);

// A draft with the purpose INTAKE, before there is a case.
v1::DraftSectionRequest DraftOf(const std::string& subject,
                                const v1::Record& record);
// Drafts, looks at the reduced edition and confirms; the section's name. Its
// holder may mark it as unjustly harming somebody.
std::string Confirmed(World& world, const World::Person& person,
                      const v1::DraftSectionRequest& draft,
                      bool third_party_harm = false);

// The opening of the seed case as far as a test needs it.
struct Opening {
  std::string subject, consent, message, a_case;
  std::vector<std::string> sections;
};
// #1 to #4: registers, consents, sends, accepts, opens.
Opening PlayOpening(World& world,
                    const std::vector<std::string>& recipients = {kMaternal});
// #5: puts family support on the team.
void AddFamilySupport(World& world, const Opening& opening);
// Reads the case with the purpose SUPPORT.
Release ReadCase(World& world, const World::Person& person,
                 const std::string& name);

}  // namespace tasuki::exchange

#endif  // TESTS_GATEWAY_EXCHANGE_WORLD_H_
