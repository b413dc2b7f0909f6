#ifndef TESTS_GATEWAY_EXCHANGE_OFFICERS_H_
#define TESTS_GATEWAY_EXCHANGE_OFFICERS_H_

#include <functional>
#include <string>

#include "gateway/analysis/review.h"
#include "tasuki/v1/change_service.pb.h"
#include "tasuki/v1/policy_service.pb.h"
#include "tests/gateway/exchange/world.h"

namespace tasuki::exchange {

// The person's signature, by the key "signing" or another one.
v1::OfficerSignature SignatureOf(const World::Person& person,
                                 v1::ChangeStep step,
                                 const std::string& digest);

// Closes what opened before: nobody but the holder reads the pregnancy. And
// opens it again.
void Tighten(v1::PolicyPack& pack);
void Loosen(v1::PolicyPack& pack);

// What officers do, each with what an officer's own machine works out.
class Officers {
 public:
  explicit Officers(World& world) : world_(world) {}

  v1::GetPolicyResponse InForce();
  // The policy in force, changed.
  v1::PolicyBundle Candidate(
      const std::function<void(v1::PolicyPack&)>& change);
  // Both sides of it as an officer sees them.
  analysis::Review Review(const v1::PolicyBundle& candidate);

  // A submission as the first officer makes it.
  v1::SubmitChangeRequest Submission(const v1::PolicyBundle& candidate,
                                     bool at_once = false);
  v1::SubmitChangeRequest Submission(const v1::DirectoryEntries& entries);
  // Its name; empty if refused.
  std::string Submit(const v1::SubmitChangeRequest& request,
                     const World::Person& person = World::Officer());
  absl::Status Approve(const std::string& name,
                       const World::Person& person = World::SecondOfficer());
  absl::Status Activate(const std::string& name,
                        const World::Person& person = World::Officer());
  absl::Status Reject(const std::string& name);
  // A policy in force that a step can widen within the guarantees.
  void StartTight();
  // A policy in force with a case of this name: a case worker without a ground
  // sees nothing.
  void StartWithCase(const std::string& name);
  // Lets a third person in who can sign.
  void ListAnother();
  v1::GetChangeResponse Get(const std::string& name);

 private:
  World& world_;
};

}  // namespace tasuki::exchange

#endif  // TESTS_GATEWAY_EXCHANGE_OFFICERS_H_
