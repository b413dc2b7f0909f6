#include "tests/property/two_worlds/pair.h"

#include <filesystem>
#include <utility>

#include "absl/algorithm/container.h"
#include "absl/strings/str_cat.h"
#include "absl/strings/str_join.h"
#include "absl/time/civil_time.h"
#include "adapters/client/client.h"
#include "gateway/base/check.h"
#include "gateway/consent/calendar.h"
#include "gateway/model/vocabulary.h"
#include "tests/property/two_worlds/observation.h"
#include "tests/property/two_worlds/sight.h"

namespace tasuki::two_worlds {
namespace {

// So many are asked for until one is not shown the difference.
constexpr int kReaders = 4;

void CopyTo(const std::string& from, const std::string& to) {
  std::filesystem::remove_all(to);
  std::filesystem::copy(from, to, std::filesystem::copy_options::recursive);
}

// The ids of both worlds, and the aliases of the day that were drawn in them.
std::set<std::string> KnownIn(World& world, const Census& census) {
  std::set<std::string> known;
  for (const auto& [collection, ids] : census) {
    known.insert(ids.begin(), ids.end());
  }
  const auto state = world.ledger().Read();
  CHECK(state.ok());
  const auto meetings = census.find("meetings");
  if (meetings == census.end()) return known;
  for (const std::string& id : meetings->second) {
    const auto row =
        Find<v1::MeetingRow>(**state, exchange::Table::kMeeting, id);
    if (!row.has_value()) continue;
    for (const v1::DayAlias& alias : row->aliases()) {
      known.insert(alias.alias());
    }
  }
  return known;
}

std::string Described(const Person& reader) {
  return absl::StrCat(reader.id, " of ", reader.party);
}

// Of no party that reads.
Person SecurityOfficer() {
  return {"p-security-1", "bodies/operator", v1::ROLE_SECURITY_OFFICER,
          v1::PURPOSE_OVERSIGHT};
}

// Those that are shown something most of the time.
Person AnyReader(Draw& draw) {
  const std::vector<Person> close = {Nurse(), Worker(), SocialWorker(),
                                     Officer(), Service()};
  const std::vector<Person>& of = draw.Chance(75) ? close : Everybody();
  return of[draw.Below(static_cast<int>(of.size()))];
}

const DifferenceKind& AnyKind(Draw& draw, const std::string& name) {
  const auto& kinds = DifferenceKinds();
  const auto named = absl::c_find_if(
      kinds, [&](const DifferenceKind& kind) { return kind.name == name; });
  if (named != kinds.end()) return *named;
  CHECK(name.empty());
  return kinds[draw.Below(static_cast<int>(kinds.size()))];
}

// One of the two worlds as one reader meets it.
struct Side {
  World& world;
  Observer observer;
  Memory memory = {};

  std::string Ask(const Person& reader, const Step& step) {
    const auto request = Filled(*step.request, memory);
    const Reply reply = world.Ask(reader, *request);
    if (reply.status.ok()) {
      const auto response =
          client::NewResponse(*client::MethodOf(request->GetDescriptor()));
      if (response->ParseFromString(reply.response)) {
        Remember(*response, memory);
      }
    }
    return observer.TextOf(*request, reply, world.log());
  }
};

// What is shown otherwise although it is the same: excluded, if that is
// accepted.
void NoteFlows(const Agreement& agreement, Finding& finding, Tally& tally) {
  ++tally.flows[absl::StrJoin(agreement.flows, ", ")];
  for (const std::string& flow : agreement.flows) {
    if (IsAccepted(flow)) continue;
    finding.rpc = "a flow that is not accepted";
    finding.what = absl::StrCat("  ", flow, "\n");
    tally.findings.push_back(finding);
    return;
  }
}

}  // namespace

struct Pairs::Fork {
  uint64_t seed;
  const Base& base;
  const DifferenceKind& kind;
  Draw draw;
  Person reader;
};

std::string Finding::Text() const {
  return absl::StrCat("pair ", seed, ": ", difference, "\n  ", reader, ", ",
                      rpc, "\n", what);
}

Pairs::Pairs(const Identities& identities, int bases, uint64_t seed)
    : first_(identities), second_(identities) {
  for (int i = 0; i < bases; ++i) {
    bases_.push_back(
        MakeBase(first_, (folder_.path() / absl::StrCat("base-", i)).string(),
                 seed + static_cast<uint64_t>(i)));
  }
}

void Pairs::Spring(const Leak* leak) {
  first_.Spring(leak);
  second_.Spring(leak);
}

void Pairs::Begin(Fork& fork) {
  const Difference difference =
      fork.kind.draw(fork.draw, fork.base, fork.reader);
  for (World* world : {&first_, &second_}) {
    const bool is_first = world == &first_;
    const std::string folder =
        (folder_.path() / (is_first ? "first" : "second")).string();
    world->Close();
    CopyTo(fork.base.folder, folder);
    world->Open(folder);
    world->Know(fork.base.made, fork.base.leaves);
    (is_first ? difference.in_first : difference.in_second)(*world);
    // Something happens in every world.
    v1::GetPartyRequest party;
    *party.mutable_access() = AccessFor(v1::PURPOSE_SUPPORT);
    party.set_name(kMaternal);
    CHECK(world->Do(SecurityOfficer(), party));
    // Now the logs are of one size.
    CHECK(world->Publish().ok());
    world->StartCounting();
  }
}

void Pairs::Play(uint64_t seed, const Options& options, Tally& tally) {
  Draw draw(seed);
  Fork fork{.seed = seed,
            .base = bases_[draw.Below(static_cast<int>(bases_.size()))],
            .kind = AnyKind(draw, options.kind),
            .draw = draw,
            .reader = AnyReader(draw)};
  fork.draw = Draw(seed * 31 + 7);
  Begin(fork);
  for (int i = 0; i < kReaders; ++i) {
    if (PlayReader(fork, i + 1 == kReaders, options, tally)) return;
    fork.reader = AnyReader(fork.draw);
  }
}

bool Pairs::PlayReader(Fork& fork, bool is_last, const Options& options,
                       Tally& tally) {
  const Person& reader = fork.reader;
  const Census census = Joined(TakeCensus(first_), TakeCensus(second_));
  const Agreement agreement = two_worlds::Compare(
      SightOf(first_, census, reader), SightOf(second_, census, reader));
  Finding finding{.seed = fork.seed,
                  .difference = fork.kind.name,
                  .reader = Described(reader),
                  .rpc = "",
                  .what = ""};
  if (agreement.agree()) {
    ++tally.agreeing;
    ++tally.differences[fork.kind.name];
    if (!Compare(fork, options, tally, finding)) {
      tally.findings.push_back(finding);
    }
    return true;
  }
  if (agreement.shown.empty()) {
    NoteFlows(agreement, finding, tally);
    return false;
  }
  ++tally.shown;
  if (!options.try_shown || !(is_last || fork.draw.Chance(30))) return false;
  Tally aside;
  ++tally.tried;
  if (!Compare(fork, options, aside, finding)) ++tally.told;
  return true;
}

bool Pairs::Compare(Fork& fork, const Options& options, Tally& tally,
                    Finding& finding) {
  const Person& reader = fork.reader;
  const Census a = TakeCensus(first_), b = TakeCensus(second_);
  const Census census = Joined(a, b);
  std::set<std::string> known = KnownIn(first_, census);
  known.merge(KnownIn(second_, census));
  std::set<std::string> leaves = first_.leaves();
  leaves.insert(second_.leaves().begin(), second_.leaves().end());
  Side sides[] = {{first_, Observer(known)}, {second_, Observer(known)}};
  const std::string today =
      absl::FormatCivilTime(consent::DayInJapan(first_.clock().Now()));
  std::vector<Step> plan =
      PlanFor(reader, {census, Apart(a, b)}, leaves, today,
              fork.seed ^ std::hash<std::string>()(reader.id), options.share);
  const size_t unpublished = plan.size();
  for (const Step& step : ProofsFor(leaves, fork.seed)) plan.push_back(step);
  for (size_t i = 0; i < plan.size(); ++i) {
    if (i == unpublished) {
      CHECK(first_.Publish().ok() && second_.Publish().ok());
    }
    const Step& step = plan[i];
    if (step.flow != Flow::kNone &&
        Tells(step.flow, reader, census,
              {first_, *Filled(*step.request, sides[0].memory)},
              {second_, *Filled(*step.request, sides[1].memory)})) {
      ++tally.skipped[NameOf(step.flow)];
      continue;
    }
    ++tally.rpcs[step.rpc()];
    const std::string first = sides[0].Ask(reader, step);
    const std::string second = sides[1].Ask(reader, step);
    if (first == second) continue;
    finding.rpc = absl::StrCat(step.rpc(), ", request ", i + 1);
    finding.what = FirstDifference(first, second);
    return false;
  }
  return true;
}

}  // namespace tasuki::two_worlds
