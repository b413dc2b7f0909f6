#include "tests/property/life/play.h"

#include <algorithm>
#include <random>

#include "absl/strings/str_cat.h"
#include "gateway/exchange/periods.h"

namespace tasuki::life {
namespace {

using exchange::World;

World::Person PersonOf(Party party) {
  switch (party) {
    case Party::kMaternal:
      return World::Nurse();
    case Party::kFamily:
      return exchange::Coordinator();
    case Party::kGuidance:
      break;
  }
  return exchange::Officer();
}

std::string NameOf(Party party) { return PersonOf(party).party; }

constexpr int kStatuses = v1::CaseStatus_ARRAYSIZE - 1;  // but the unknown

class Game {
 public:
  Game(World& world, uint64_t seed, const Rules& rules, Tally& tally)
      : world_(world),
        draw_(seed),
        tally_(tally),
        model_(rules),
        opening_(exchange::PlayOpening(world)) {}

  // One step; how the two differ after it, or empty.
  std::string Next() {
    world_.clock().Advance(Below(12) == 0 && model_.closed()
                               ? absl::Hours(24 * 100)
                               : absl::Seconds(Below(2)));
    const Step step = Drawn();
    const bool shown = Shown(step.by);
    const std::string past = PastAccess();
    if (!past.empty()) return past;
    const v1::CaseStatus before = model_.status();
    const bool open_to_lead =
        shown && !model_.closed() && step.by == model_.lead();
    const bool expected = model_.Do(step, shown);
    const bool done = Done(step);
    ++(done ? tally_.done : tally_.refused)[step.act];
    if (step.act == Act::kStatus && open_to_lead) {
      ++(done ? tally_.followed : tally_.stood)[{before, step.status}];
    }
    if (done != expected) {
      return absl::StrCat("act ", static_cast<int>(step.act), " by ",
                          NameOf(step.by), " for ", NameOf(step.party),
                          done ? " is done" : " is refused");
    }
    return Compared();
  }

 private:
  int Below(int n) { return static_cast<int>(draw_() % n); }

  Step Drawn() {
    constexpr Act kActs[] = {
        Act::kPropose,    Act::kPropose,    Act::kAgree,     Act::kAgree,
        Act::kDecline,    Act::kClose,      Act::kReopen,    Act::kReopen,
        Act::kReclassify, Act::kReclassify, Act::kStatus,    Act::kStatus,
        Act::kStatus,     Act::kAddToTeam,  Act::kAddToTeam, Act::kAddToTeam};
    constexpr v1::CaseClass kClasses[] = {
        v1::CASE_CLASS_PROTECTION, v1::CASE_CLASS_PROTECTION,
        v1::CASE_CLASS_SUPPORT, v1::CASE_CLASS_SPECIFIED_PREGNANCY};
    Step step{.act = kActs[Below(16)], .by = kParties[Below(3)]};
    // Mostly somebody who could.
    if (Below(3) != 0 && step.act != Act::kAgree && step.act != Act::kDecline) {
      step.by = model_.lead();
    }
    step.party = kParties[Below(3)];
    step.urgency = static_cast<v1::Urgency>(1 + Below(5));
    step.to = kClasses[Below(4)];
    step.status = static_cast<v1::CaseStatus>(1 + Below(kStatuses));
    return step;
  }

  // Does this party's person read the case? Grounds and levels decide that;
  // the model takes it as it is.
  bool Shown(Party party) {
    return exchange::ReadCase(world_, PersonOf(party), opening_.a_case)
        .status.ok();
  }
  std::string PastAccess() {
    const v1::CaseRow row = exchange::StoredCase(world_, opening_.a_case);
    if (row.closed_at() == 0) return "";
    const absl::Time end =
        exchange::EndOfAccess(absl::FromUnixSeconds(row.closed_at()));
    if (world_.clock().Now() < end) return "";
    ++tally_.past_access;
    for (const Party party : kParties) {
      if (Shown(party)) return "read after the access period";
    }
    return "";
  }

  bool Done(const Step& step) {
    const World::Person person = PersonOf(step.by);
    const v1::LeadTerms terms =
        exchange::Terms(NameOf(step.party), step.urgency);
    const std::string& a_case = opening_.a_case;
    switch (step.act) {
      case Act::kPropose: {
        const exchange::Release release =
            exchange::Propose(world_, person, a_case, terms);
        v1::ProposeLeadResponse response;
        response.ParseFromString(release.response);
        if (release.status.ok()) proposal_ = response.proposal();
        return release.status.ok();
      }
      case Act::kAgree:
        return exchange::Agree(world_, person, Newest()).status.ok();
      case Act::kDecline:
        return exchange::Decline(world_, person, Newest(), terms).status.ok();
      case Act::kClose:
        return exchange::Close(world_, person, a_case).status.ok();
      case Act::kReopen:
        return exchange::Reopen(world_, person, a_case).status.ok();
      case Act::kReclassify:
        return exchange::Reclassify(world_, person, a_case, step.to)
            .status.ok();
      case Act::kStatus:
        return StatusIsSet(person, step.status);
      case Act::kAddToTeam:
        break;
    }
    return Added(person, step.party);
  }
  std::string Newest() const {
    return proposal_.empty() ? absl::StrCat("leads/", exchange::kAbsentId)
                             : proposal_;
  }
  bool StatusIsSet(const World::Person& person, v1::CaseStatus status) {
    v1::ReclassifyCaseRequest change;
    *change.mutable_access() = exchange::AccessFor(v1::PURPOSE_SUPPORT);
    change.set_case_(opening_.a_case);
    change.set_status(status);
    return world_.Call(person, "CaseService/ReclassifyCase", change)
        .status.ok();
  }
  bool Added(const World::Person& person, Party party) {
    v1::AddTeamEntryRequest add;
    *add.mutable_access() = exchange::AccessFor(v1::PURPOSE_SUPPORT);
    add.set_case_(opening_.a_case);
    add.set_party(NameOf(party));
    add.set_relation(v1::RELATION_MEMBER);
    const bool added =
        world_.Call(person, "CaseService/AddTeamEntry", add).status.ok();
    // So that the guidance centre is shown what it works on.
    world_.Call(exchange::Coordinator(), "CaseService/RegisterInCouncil",
                exchange::Registration(opening_.a_case, {}));
    return added;
  }

  std::string Compared() {
    const v1::CaseRow row = exchange::StoredCase(world_, opening_.a_case);
    std::vector<std::string> leads, team;
    for (const v1::TeamEntry& entry : row.team()) {
      if (entry.to() != 0) continue;
      team.push_back(entry.party());
      if (entry.relation() == v1::RELATION_LEAD) leads.push_back(entry.party());
    }
    if (leads.size() != 1) return "not one lead";
    if (leads[0] != NameOf(model_.lead())) return "another lead";
    if (team.size() != model_.team().size()) return "another team";
    if ((row.closed_at() != 0) != model_.closed()) return "open or closed";
    if (row.class_() != model_.a_class()) return "another class";
    if (row.status() != model_.status()) return "another status";
    if (model_.lead() != Party::kMaternal) ++tally_.led_by_others;
    if (model_.disputed()) ++tally_.disputed;
    if (!Shown(model_.lead())) return "";
    const v1::CaseManagement record = exchange::ManagementFor(
        world_, PersonOf(model_.lead()), opening_.a_case);
    return record.urgency() == model_.urgency() ? "" : "another urgency";
  }

  World& world_;
  std::mt19937_64 draw_;
  Tally& tally_;
  Model model_;
  const exchange::Opening opening_;
  std::string proposal_;
};

}  // namespace

std::string Play(World& world, uint64_t seed, int steps, const Rules& rules,
                 Tally& tally) {
  Game game(world, seed, rules, tally);
  for (int i = 0; i < steps; ++i) {
    const std::string difference = game.Next();
    if (!difference.empty()) {
      return absl::StrCat("seed ", seed, " step ", i, ": ", difference);
    }
  }
  return "";
}

}  // namespace tasuki::life
