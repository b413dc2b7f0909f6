// Case.Get where there are many cases instead of a few. Cases are copies of one
// that was played through the front door: the same rows under other ids, under
// keys of their own, written through the ledger many at a time. Asked for at
// random, first among 400 of them, then among all: the rows that are read often
// stay in memory up to the configured size, the others are opened anew.
#include <time.h>

#include <CLI/CLI.hpp>
#include <algorithm>
#include <cstdio>
#include <fstream>
#include <map>
#include <random>
#include <string>
#include <vector>

#include "absl/strings/str_replace.h"
#include "absl/strings/strip.h"
#include "absl/time/clock.h"
#include "gateway/base/check.h"
#include "gateway/exchange/scopes.h"
#include "gateway/model/id.h"
#include "gateway/model/party.h"
#include "tasuki/v1/case_service.pb.h"
#include "tasuki/v1/state.pb.h"
#include "tests/bench/places.h"
#include "tests/gateway/exchange/world.h"

namespace tasuki::exchange {
namespace {

constexpr int kFew = 400;
constexpr int kCasesAtOnce = 40;

double ProcessorMicroseconds() {
  timespec now;
  CHECK(clock_gettime(CLOCK_PROCESS_CPUTIME_ID, &now) == 0);
  return static_cast<double>(now.tv_sec) * 1e6 +
         static_cast<double>(now.tv_nsec) / 1e3;
}

double ResidentMegabytes() {
  std::ifstream file("/proc/self/status");
  for (std::string line; std::getline(file, line);) {
    absl::string_view rest = line;
    if (absl::ConsumePrefix(&rest, "VmRSS:")) {
      return std::stod(std::string(rest)) / 1024;
    }
  }
  return 0;
}

std::string IdOf(const std::string& name) {
  return name.substr(name.find('/') + 1);
}

// The rows and lists of one case, to be written again under other ids.
class Mould {
 public:
  Mould(World& world, const Opening& opening) {
    const auto snapshot = world.ledger().Read();
    CHECK(snapshot.ok());
    const std::string subject = IdOf(opening.subject);
    case_ = IdOf(opening.a_case);
    AddRow(**snapshot, Table::kSubject, subject, "");
    AddRow(**snapshot, Table::kCase, case_, "");
    AddRow(**snapshot, Table::kConsent, IdOf(opening.consent), "");
    const auto sections =
        (*snapshot)->List({Index::kSectionsOfCase, case_}, 0, 1000);
    CHECK(sections.ok());
    for (const IndexEntry& entry : (*sections)->entries) {
      AddRow(**snapshot, Table::kSection, entry.id, "");
      const auto row = (*snapshot)->Read({Table::kSection, entry.id});
      AddRow(**snapshot, Table::kEditions, entry.id,
             SubjectScope(subject,
                          BodyOf((*row)->As<v1::SectionRow>()->holder())));
      AddEntry({Index::kSectionsOfCase, case_}, entry.id);
    }
    AddEntry({Index::kConsentsOfSubject, subject}, IdOf(opening.consent));
    AddEntry({Index::kCasesOfSubject, subject}, case_);
    for (const char* party : {kMaternal, kFamily}) {
      AddEntry({Index::kCasesOfParty, party}, case_);
    }
    AddEntry({Index::kCasesOfLead, kMaternal}, case_);
  }

  // Adds a case; its name.
  std::string Cast(Changes& changes) const {
    std::map<std::string, std::string> ids;
    for (const std::string& id : ids_) ids[id] = NewId();
    for (const RowChange& row : rows_) {
      changes.rows.push_back({{row.key.table, ids.at(row.key.id)},
                              absl::StrReplaceAll(row.body, ids),
                              absl::StrReplaceAll(row.key_scope, ids)});
    }
    for (const IndexChange& entry : entries_) {
      changes.entries.push_back(
          {{entry.key.index, absl::StrReplaceAll(entry.key.key, ids)},
           ids.at(entry.id)});
    }
    return ResourceName("cases", ids.at(case_));
  }

 private:
  void AddRow(const Snapshot& snapshot, Table table, const std::string& id,
              const std::string& scope) {
    const auto row = snapshot.Read({table, id});
    CHECK(row.ok() && (*row)->version != 0);
    rows_.push_back({{table, id}, (*row)->body, scope});
    if (std::find(ids_.begin(), ids_.end(), id) == ids_.end()) {
      ids_.push_back(id);
    }
  }
  void AddEntry(const IndexKey& key, const std::string& id) {
    entries_.push_back({key, id});
  }

  std::string case_;
  std::vector<std::string> ids_;
  std::vector<RowChange> rows_;
  std::vector<IndexChange> entries_;
};

std::vector<std::string> CastAll(World& world, const Mould& mould, int count) {
  std::vector<std::string> names;
  Places places(8);
  while (static_cast<int>(names.size()) < count) {
    Transaction transaction;
    for (int i = 0; i < kCasesAtOnce; ++i) {
      names.push_back(mould.Cast(transaction.changes));
    }
    places.Take();
    world.ledger().Commit(
        std::move(transaction),
        [](const Snapshot&, absl::Time) -> absl::StatusOr<Transaction> {
          return absl::InternalError("it rests on nothing");
        },
        [&places](const absl::StatusOr<Committed>& done) {
          CHECK(done.ok());
          places.GiveBack();
        });
  }
  places.AwaitNone();
  return names;
}

// Asks for one of the first `among` cases, again and again.
void Measure(World& world, const std::vector<std::string>& names, size_t among,
             int in_flight, int calls) {
  const Credentials reader = world.CredentialsOf(World::Worker());
  std::minstd_rand random(1);
  std::vector<double> took(static_cast<size_t>(calls));
  Places places(in_flight);
  double processor = 0;
  for (int i = -calls / 4; i < calls; ++i) {
    if (i == 0) {
      places.AwaitNone();
      processor = ProcessorMicroseconds();
    }
    v1::GetCaseRequest request;
    *request.mutable_access() = AccessFor(v1::PURPOSE_SUPPORT);
    request.set_name(names[random() % among]);
    places.Take();
    const absl::Time began = absl::Now();
    world.exchange().Handle(
        "/tasuki.v1.CaseService/GetCase", reader, request.SerializeAsString(),
        [&, began, i](Release release) {
          CHECK(release.status.ok());
          if (i >= 0) {
            took[static_cast<size_t>(i)] =
                absl::ToDoubleMicroseconds(absl::Now() - began);
          }
          places.GiveBack();
        });
  }
  places.AwaitNone();
  processor = (ProcessorMicroseconds() - processor) / calls;
  std::nth_element(took.begin(), took.begin() + calls / 2, took.end());
  std::printf("| %9zu | %9zu | %9d | %7.0f | %7.1f | %8.0f |\n", names.size(),
              among, in_flight, took[static_cast<size_t>(calls) / 2], processor,
              ResidentMegabytes());
  std::fflush(stdout);
}

void MeasureWith(int cases, int calls) {
  World world;
  const Opening opening = PlayOpening(world);
  AddFamilySupport(world, opening);
  const absl::Time began = absl::Now();
  const std::vector<std::string> names =
      CastAll(world, Mould(world, opening), cases);
  std::printf("%d cases made in %.0f s\n", cases,
              absl::ToDoubleSeconds(absl::Now() - began));
  for (const int in_flight : {1, 64}) {
    Measure(world, names, kFew, in_flight, calls);
    if (cases > kFew) Measure(world, names, names.size(), in_flight, calls);
  }
}

int Main(int count, char** arguments) {
  CLI::App app("A case as disclosed, among many cases.");
  int cases = 20'000, calls = 4'000;
  app.add_option("--cases", cases, "instead of 400")
      ->check(CLI::Range(kFew, 10'000'000));
  app.add_option("--calls", calls, "of each row")->check(CLI::PositiveNumber);
  app.allow_extras();  // those of the other programs of `./run bench`
  CLI11_PARSE(app, count, arguments);
  std::printf(
      "\n| cases     | asked for | in flight | p50 us  | CPU us  | memory   |\n"
      "|           | among     |           |         | a call  | MiB      |\n");
  MeasureWith(kFew, calls);
  MeasureWith(cases, calls);
  return 0;
}

}  // namespace
}  // namespace tasuki::exchange

int main(int count, char** arguments) {
  return tasuki::exchange::Main(count, arguments);
}
