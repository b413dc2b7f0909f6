#ifndef TESTS_PROPERTY_HISTORY_SETTING_H_
#define TESTS_PROPERTY_HISTORY_SETTING_H_

#include <atomic>
#include <functional>
#include <map>
#include <string>
#include <vector>

#include "absl/synchronization/mutex.h"
#include "gateway/base/check.h"
#include "tests/property/history/history.h"
#include "tests/property/history/needs.h"

namespace tasuki::history {

// Where calls go: the exchange, or something that stands before it.
using Door = std::function<void(
    absl::string_view method, const exchange::Credentials& credentials,
    std::string request, std::function<void(exchange::Release)> done)>;

// One case, with everything that its readers' sight of it rests on.
struct Lane {
  std::string name;
  exchange::Opening opening;
  // Registered in the council, with the guidance centre on its team.
  bool council = false;
};

// What she agrees to for the hospital.
struct Agreement {
  absl::Duration valid;
  bool of_pregnancy = true;
  std::string supersedes = {};  // a consent whose place it takes
};

// Kinds of what is named anew in a lane.
inline constexpr char kConsent[] = "consent", kOpening[] = "opening",
                      kRecord[] = "record", kMeasure[] = "measure",
                      kCopyRequest[] = "copy request", kPlanNumber[] = "plan";

std::string IdOf(const std::string& name);  // without its collection
// What the plan of this number says.
std::string PlanText(const std::string& number);

// A world with lanes, what is done in it, and the record of that. Changes of
// one switch are one thread's; all else is thread-safe.
class Setting {
 public:
  // With a `council`, the first lane is registered there.
  explicit Setting(int lanes, bool council = false);

  World& world() { return world_; }
  History& history() { return history_; }
  const std::vector<Lane>& lanes() const { return lanes_; }
  // Until then calls go to the world's own exchange.
  void UseDoor(Door door) { door_ = std::move(door); }

  // Reads, each with what the answer showed.
  void ReadCase(const World::Person& reader, const Lane& lane);
  void ListCases(const World::Person& reader);
  void ReadMessage(const Lane& lane);
  void CheckContact(const World::Person& reader, const Lane& lane);
  void ReadConsent(const Lane& lane);
  // A statement, which a case takes as long as it is open.
  void WriteInCase(const World::Person& writer, const Lane& lane);
  // What the chief may put into the newest copy that was asked for.
  void PrepareCopy(const Lane& lane);

  // Changes. Those that give are tried until they are taken: what they name may
  // be disabled just then.
  void GrantToHospital(const Lane& lane, absl::Duration valid);
  void WithdrawFromHospital(const Lane& lane);
  // By turns a category and a purpose are taken out.
  void NarrowForHospital(const Lane& lane);
  void SupersedeForHospital(const Lane& lane, bool of_pregnancy);
  // A purpose is taken out.
  void NarrowReferral(const Lane& lane);
  void WithdrawReferral(const Lane& lane);
  void OpenForLife(const Lane& lane);
  void EndForLife(const Lane& lane);
  // A hold is set (`on` is false) and let go.
  void SetFree(const Lane& lane, bool on);
  // The record of the pregnancy is retracted, and made anew.
  void SetRecord(const Lane& lane, bool on);
  // A measure for her address is recorded (`on` is false), and that it is over.
  void SetAddressFree(const Lane& lane, bool on);
  // Once and for all.
  void SealBirth(const Lane& lane);
  // Somebody who acts for her asks for a copy (`on` is false); it is decided.
  void SetCopy(const Lane& lane, bool on);
  void SetOnTeam(const Lane& lane, const std::string& party, bool on);
  // Everybody who is off it joins the team.
  void NameTeam(const Lane& lane);
  void Close(const Lane& lane);
  void Reopen(const Lane& lane);
  // Of protection, in one step or two, or the city's alone.
  void SetShared(const Lane& lane, bool on);
  void WritePlan(const Lane& lane);
  // High-sensitivity health is released to family support, or no longer.
  void SetReleased(const Lane& lane, bool on);
  // The child withholds its data (`on` is false), and does no longer.
  void SetWill(const Lane& lane, bool on);
  void SetPerson(const World::Person& person, bool on);
  void SetParty(const std::string& party, bool on);
  void SetCertificate(const std::string& party, bool on);
  void ActivatePolicy(bool tight);
  // So far that what was granted to the hospital in this lane runs out.
  void MoveClock(const Lane& lane, absl::Duration by);
  // So far that a case that is closed just now is read no more, and all that
  // was for some weeks is over.
  void EndAccess(const Lane& lane);

 private:
  void MoveClock(absl::Duration by, std::vector<Turn> turns);
  exchange::Release Do(const World::Person& person, const std::string& method,
                       const google::protobuf::Message& request,
                       Operation& operation);
  // False, and nothing turned, if it was refused.
  bool Change(const World::Person& person, const std::string& method,
              const google::protobuf::Message& request,
              std::vector<Turn> turns);
  bool TryGrant(const Lane& lane, const Agreement& agreement);
  // Of a call that nothing refuses.
  template <typename Response>
  Response Asked(const World::Person& person, const std::string& method,
                 const google::protobuf::Message& request) {
    Operation asked;
    const exchange::Release release = Do(person, method, request, asked);
    history_.Add(std::move(asked));
    Response response;
    CHECK(release.status.ok() && response.ParseFromString(release.response));
    return response;
  }
  void SetClass(const Lane& lane, v1::CaseClass to, std::vector<Turn> turns);
  // The numbers of the last two plans.
  std::vector<std::string> NewestPlans(const Lane& lane);
  // The draft of a record in the case.
  std::string Drafted(const Lane& lane, const v1::Record& record);
  void Confirm(const std::string& draft, std::vector<Turn> turns);
  // Commits what no use case does yet, with an entry in the log.
  void Force(const exchange::Changes& changes, Turn turn);
  // The name of the newest thing of this kind in the lane; empty: none yet.
  std::string Newest(const Lane& lane, const std::string& kind);
  void SetNewest(const Lane& lane, const std::string& kind,
                 const std::string& name);

  World world_;
  History history_;
  Door door_;
  std::vector<Lane> lanes_;
  std::atomic<int> withdrawals_ = 0, narrowings_ = 0, upgrades_ = 0;
  absl::Mutex mutex_;
  // By lane and kind.
  std::map<std::pair<std::string, std::string>, std::string> newest_
      ABSL_GUARDED_BY(mutex_);
};

}  // namespace tasuki::history

#endif  // TESTS_PROPERTY_HISTORY_SETTING_H_
