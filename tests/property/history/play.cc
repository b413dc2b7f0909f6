#include "tests/property/history/play.h"

#include <algorithm>
#include <functional>
#include <random>
#include <set>
#include <string>
#include <thread>
#include <utility>
#include <vector>

namespace tasuki::history {
namespace {

// What one thread does until the history is long enough.
class Player {
 public:
  Player(const Plan& plan, Setting& setting, uint64_t salt)
      : plan_(plan), setting_(setting), random_(plan.seed * 1000 + salt) {}

  void ReadUntilTheEnd() {
    while (!over()) Read();
  }
  void ChangeLanesUntilTheEnd();
  void ChangeDirectoryUntilTheEnd();
  void MoveClockUntilTheEnd();

 private:
  bool over() const { return setting_.history().size() >= plan_.operations; }
  size_t Below(size_t n) { return random_() % n; }
  const Lane& AnyLane() { return setting_.lanes()[Below(clock_lane())]; }
  size_t clock_lane() const { return setting_.lanes().size() - 1; }
  void Read();
  // Lets the others do about this much before it goes on.
  void Wait(size_t operations) {
    setting_.history().AwaitSize(setting_.history().size() + 1 +
                                 Below(operations));
  }
  // Off, and after a while on again.
  void Toggle(const std::function<void(bool on)>& set) {
    set(false);
    Wait(12);
    set(true);
    Wait(24);
  }
  void ChangeLane(const Lane& lane, LaneChange change);
  void ChangeOnce(const Lane& lane, LaneChange change);
  void ChangeClass(const Lane& lane);
  void EndAccess(const Lane& lane);
  void ActivatePolicy();

  const Plan& plan_;
  Setting& setting_;
  std::mt19937_64 random_;
  std::set<std::pair<std::string, LaneChange>> once_;  // done
  int activations_ = 0;
};

void Player::Read() {
  // The lane of the clock is looked at more often: it is the only one there.
  const Lane& lane = Below(4) == 0 ? setting_.lanes()[clock_lane()] : AnyLane();
  const World::Person readers[] = {Nurse(), Worker(), Chief(), SocialWorker(),
                                   Doctor()};
  const World::Person& reader = readers[Below(5)];
  switch (Below(12)) {
    case 0:
      return setting_.ListCases(readers[1 + 2 * Below(2)]);
    case 1:
      return setting_.ReadMessage(lane);
    case 2:
      return setting_.CheckContact(readers[1 + 2 * Below(2)], lane);
    case 3:
      return setting_.ReadConsent(lane);
    case 4:
      return setting_.PrepareCopy(lane);
    case 5:
      return setting_.WriteInCase(readers[Below(2)], lane);
    case 6:
    case 7: {
      const Lane& first = setting_.lanes().front();
      if (!first.council) return setting_.PrepareCopy(lane);
      return setting_.ReadCase(WelfareOfficer(), first);
    }
    default:
      return setting_.ReadCase(reader, lane);
  }
}

void Player::ChangeLane(const Lane& lane, LaneChange change) {
  switch (change) {
    case LaneChange::kConsent:
      return Toggle([&](bool on) {
        if (on) return setting_.GrantToHospital(lane, absl::Hours(24 * 300));
        setting_.WithdrawFromHospital(lane);
      });
    case LaneChange::kFamilyOnTeam:
      return Toggle(
          [&](bool on) { setting_.SetOnTeam(lane, exchange::kFamily, on); });
    case LaneChange::kHospitalOnTeam:
      return Toggle(
          [&](bool on) { setting_.SetOnTeam(lane, exchange::kHospital, on); });
    case LaneChange::kOpening:
      // Open for a while, unlike the rest.
      setting_.OpenForLife(lane);
      Wait(24);
      return setting_.EndForLife(lane);
    case LaneChange::kHold:
      return Toggle([&](bool on) { setting_.SetFree(lane, on); });
    case LaneChange::kRecord:
      return Toggle([&](bool on) { setting_.SetRecord(lane, on); });
    case LaneChange::kAddress:
      return Toggle([&](bool on) { setting_.SetAddressFree(lane, on); });
    case LaneChange::kCopy:
      return Toggle([&](bool on) { setting_.SetCopy(lane, on); });
    case LaneChange::kNarrowing:
      return Toggle([&](bool on) {
        if (on) return setting_.SupersedeForHospital(lane, true);
        setting_.NarrowForHospital(lane);
      });
    case LaneChange::kSuperseding:
      return Toggle([&](bool on) { setting_.SupersedeForHospital(lane, on); });
    case LaneChange::kWill:
      return Toggle([&](bool on) { setting_.SetWill(lane, on); });
    case LaneChange::kCase:
      Toggle([&](bool on) {
        if (on) return setting_.Reopen(lane);
        setting_.Close(lane);
      });
      setting_.NameTeam(lane);
      // A case that is opened again begins without it.
      return setting_.SetReleased(lane, true);
    case LaneChange::kRelease:
      return Toggle([&](bool on) { setting_.SetReleased(lane, on); });
    case LaneChange::kClass:
      return ChangeClass(setting_.lanes().front());
    case LaneChange::kReferralPurpose:
    case LaneChange::kReferral:
    case LaneChange::kSeal:
      return ChangeOnce(lane, change);
  }
}

// A plan of the time in which the case is the city's stays closed; one that
// follows the upgrade is shown.
void Player::ChangeClass(const Lane& lane) {
  setting_.SetShared(lane, false);
  Wait(12);
  if (Below(2) == 0) setting_.WritePlan(lane);
  setting_.SetShared(lane, true);
  Wait(12);
  setting_.WritePlan(lane);
  Wait(12);
}

void Player::ChangeOnce(const Lane& lane, LaneChange change) {
  // So late that there is something to see before.
  const bool late = setting_.history().size() * 3 > plan_.operations;
  const bool is_over = (change == LaneChange::kSeal && lane.council) ||
                       (change == LaneChange::kReferralPurpose &&
                        once_.contains({lane.name, LaneChange::kReferral}));
  if (late && !is_over && once_.emplace(lane.name, change).second) {
    if (change == LaneChange::kSeal) {
      setting_.SealBirth(lane);
    } else if (change == LaneChange::kReferral) {
      setting_.WithdrawReferral(lane);
    } else {
      setting_.NarrowReferral(lane);
    }
  }
  Wait(12);
}

void Player::ChangeLanesUntilTheEnd() {
  std::vector<LaneChange> round;
  while (!over()) {
    if (round.empty()) {
      round = plan_.changes;
      std::shuffle(round.begin(), round.end(), random_);
    }
    const LaneChange next = round.back();
    round.pop_back();
    ChangeLane(setting_.lanes()[Below(clock_lane())], next);
  }
}

void Player::ActivatePolicy() {
  Toggle([&](bool on) { setting_.ActivatePolicy(/*tight=*/!on); });
}

void Player::ChangeDirectoryUntilTheEnd() {
  while (!over()) {
    Wait(10);
    const bool hospital = Below(2) == 0;
    const std::string party =
        hospital ? exchange::kHospital : exchange::kFamily;
    switch (activations_ == 0 && plan_.activations != 0 ? 3 : Below(4)) {
      case 0:
        Toggle([&](bool on) {
          setting_.SetPerson(hospital ? SocialWorker() : Worker(), on);
        });
        break;
      case 1:
        Toggle([&](bool on) { setting_.SetParty(party, on); });
        break;
      case 2:
        Toggle([&](bool on) { setting_.SetCertificate(party, on); });
        break;
      default:
        if (++activations_ <= plan_.activations) ActivatePolicy();
    }
  }
}

void Player::EndAccess(const Lane& lane) {
  setting_.Close(lane);
  Wait(24);
  setting_.EndAccess(lane);
  Wait(48);
  setting_.Reopen(lane);
  Wait(24);
  setting_.NameTeam(lane);
}

void Player::MoveClockUntilTheEnd() {
  const Lane& lane = setting_.lanes()[clock_lane()];
  const absl::Duration valid = absl::Minutes(20);
  // It begins with a consent for long.
  setting_.WithdrawFromHospital(lane);
  bool past_access = !plan_.past_access;
  while (!over()) {
    if (!past_access && setting_.history().size() * 3 > plan_.operations) {
      past_access = true;
      EndAccess(lane);
    }
    setting_.GrantToHospital(lane, valid);
    Wait(24);
    setting_.MoveClock(lane, valid + absl::Seconds(1));
    Wait(12);
  }
}

}  // namespace

void Play(const Plan& plan, Setting& setting) {
  std::vector<std::thread> readers, others;
  uint64_t salt = 0;
  const auto start = [&](std::vector<std::thread>& threads,
                         void (Player::*script)()) {
    threads.emplace_back([&plan, &setting, script, mine = ++salt] {
      Player player(plan, setting, mine);
      (player.*script)();
    });
  };
  for (size_t i = 0; i < Plan::kReaders; ++i) {
    start(readers, &Player::ReadUntilTheEnd);
  }
  start(others, &Player::ChangeLanesUntilTheEnd);
  start(others, &Player::ChangeDirectoryUntilTheEnd);
  start(others, &Player::MoveClockUntilTheEnd);
  setting.history().AwaitSize(plan.operations);
  setting.history().Close();
  for (std::thread& thread : others) thread.join();
  for (std::thread& thread : readers) thread.join();
}

}  // namespace tasuki::history
