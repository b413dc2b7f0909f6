#ifndef TESTS_PROPERTY_HISTORY_NEEDS_H_
#define TESTS_PROPERTY_HISTORY_NEEDS_H_

#include <string>
#include <vector>

#include "tests/gateway/exchange/trunk.h"

// The reference: who is shown what, and what that rests on. Written from the
// rules of the seed case, without a look at stored rows.
namespace tasuki::history {

using exchange::World;

// The nurse leads; the worker is on the team, in the same centre; the social
// worker is of the hospital, on the team and by consent; the doctor beside her
// reads nothing but what she opens for danger to life; the chief oversees; the
// officer of the guidance centre reads what the council shares.
inline World::Person Nurse() { return World::Nurse(); }
inline World::Person Worker() { return World::Worker(); }
inline World::Person Chief() { return World::Chief(); }
inline World::Person SocialWorker() { return exchange::SocialWorker(); }
inline World::Person Doctor() {
  return {"p-ob-doctor-1", exchange::kHospital, v1::ROLE_OB_DR};
}
inline World::Person WelfareOfficer() { return exchange::Officer(); }
World::Person ReaderNamed(const std::string& id);

// Names of switches.
std::string PersonSwitch(const std::string& id);
std::string PartySwitch(const std::string& party);
std::string CertificateSwitch(const std::string& party);
std::string TeamSwitch(const std::string& lane, const std::string& party);
std::string ReferralSwitch(const std::string& lane);  // consent of the service
std::string HospitalSwitch(const std::string& lane);  // consent of the unit
// That what she agreed to for the hospital speaks of her pregnancy; that it is
// for support.
std::string AgreedSwitch(const std::string& lane);
std::string PurposeSwitch(const std::string& lane);
std::string ReferralPurposeSwitch(const std::string& lane);
std::string WillSwitch(const std::string& lane);     // on: the child lets it be
std::string OpeningSwitch(const std::string& lane);  // by the doctor
std::string HoldSwitch(const std::string& lane);     // on: no legal hold
std::string RecordSwitch(const std::string& lane);   // of her pregnancy
// That her birth is not sealed; that it was not when the record was made.
std::string SealSwitch(const std::string& lane);
std::string NewerSwitch(const std::string& lane);
std::string MeasureSwitch(const std::string& lane);  // on: no measure
// That a copy may be prepared for who asks.
std::string CopySwitch(const std::string& id);
// That the consent works.
std::string ActiveSwitch(const std::string& id);
// That she was shown, when she agreed, that the hospital reads of it.
std::string PreviewSwitch(const std::string& lane);
// On: the case is open; its access period has not ended.
std::string OpenSwitch(const std::string& lane);
std::string AccessSwitch(const std::string& lane);
// On: registered, with the guidance centre; of a class that is shared with it;
// of protection, in which plans are.
std::string CouncilSwitch(const std::string& lane);
std::string ClassSwitch(const std::string& lane);
std::string ProtectionSwitch(const std::string& lane);
// On: the supervising worker lets family support see high-sensitivity health.
std::string ReleaseSwitch(const std::string& lane);
// That the plan is not older than an upgrade.
std::string PlanSwitch(const std::string& lane, const std::string& number);
inline constexpr char kPolicySwitch[] = "policy";
// On: nothing is over that was for some weeks from the beginning.
inline constexpr char kWeeksSwitch[] = "weeks";

// Names of facts.
inline constexpr char kExists[] = "exists", kPregnancy[] = "pregnancy",
                      kReferral[] = "referral", kMessage[] = "message",
                      kContact[] = "contact", kActive[] = "active",
                      kPlace[] = "place", kCopy[] = "copy", kPlan[] = "plan",
                      kTaken[] = "taken", kHealth[] = "health";
std::string FactOf(const std::string& lane, const std::string& what);
// Of a consent, a copy or a plan of the lane, by its id.
std::string FactOf(const std::string& lane, const std::string& id,
                   const std::string& what);

// What a case, of the council or not, may show this reader.
std::vector<std::string> FactsInCase(const World::Person& reader, bool council);
// All that must be on for `reader` to be shown the fact of this name.
std::vector<std::string> Needs(const World::Person& reader,
                               const std::string& name);

}  // namespace tasuki::history

#endif  // TESTS_PROPERTY_HISTORY_NEEDS_H_
