#include <iostream>
#include <map>
#include <memory>
#include <tuple>

#include "absl/strings/str_cat.h"
#include "adapters/cli/options.h"
#include "adapters/cli/output.h"
#include "adapters/cli/policy_candidate.h"
#include "adapters/cli/policy_verbs.h"
#include "gateway/analysis/words.h"
#include "gateway/base/status_macros.h"
#include "gateway/model/vocabulary.h"
#include "tasuki/v1/policy_service.pb.h"

namespace tasuki::cli {
namespace {

using analysis::Language;
using analysis::Words;

// The pages of a simulation, added up.
class Total {
 public:
  void Add(const v1::SimulatePolicyResponse& page) {
    total_.set_entries(total_.entries() + page.entries());
    total_.set_units(total_.units() + page.units());
    total_.set_erased(total_.erased() + page.erased());
    for (const v1::SimulatedDifference& one : page.differences()) {
      v1::SimulatedDifference& sum =
          sums_[{one.reader(), one.role(), one.holder(), one.purpose(),
                 one.category(), one.party(), one.before(), one.after()}];
      const int64_t units = sum.units() + one.units();
      sum = one;
      sum.set_units(units);
    }
  }
  int64_t entries() const { return total_.entries(); }
  v1::SimulatePolicyResponse Sum() const {
    v1::SimulatePolicyResponse sum = total_;
    for (const auto& [kind, one] : sums_) *sum.add_differences() = one;
    return sum;
  }

 private:
  v1::SimulatePolicyResponse total_;
  std::map<std::tuple<int, int, int, int, int, std::string, int, int>,
           v1::SimulatedDifference>
      sums_;
};

std::string LineOf(const v1::SimulatedDifference& one, Language language) {
  const bool opens = one.after() > one.before();
  return absl::StrCat(opens ? "＋ " : "－ ", Words(one.reader(), language),
                      " (", Words(one.role(), language), ", ", one.party(),
                      ") ← ", Words(one.holder(), language), " · ",
                      Words(one.purpose(), language), ": ",
                      CodeAndWords(one.category(), language), " ",
                      Words(one.before(), language), " → ",
                      Words(one.after(), language), " × ", one.units(), "\n");
}

std::string TextOf(const v1::SimulatePolicyResponse& sum) {
  std::string text = absl::StrCat(
      "記録 ", sum.entries(), " 件（判断 ", sum.units(),
      " 個）、鍵を消した記録 ", sum.erased(), " 件 / ", sum.entries(),
      " entries, ", sum.units(), " decisions; ", sum.erased(), " erased\n");
  if (sum.differences().empty()) {
    absl::StrAppend(
        &text, "違いはありません / nothing would have come out otherwise\n");
  }
  for (const v1::SimulatedDifference& one : sum.differences()) {
    absl::StrAppend(&text, LineOf(one, Language::kJapanese), "    ",
                    LineOf(one, Language::kEnglish));
  }
  return text;
}

// The name of a party and of categories, in one line of an officer's list.
std::string LineOf(const v1::ConsentDifference& one) {
  std::string line = absl::StrCat(one.consent(), " → ", one.party(), ":");
  for (const int category : one.narrower()) {
    absl::StrAppend(&line, " －",
                    ShortName(static_cast<v1::Category>(category)));
  }
  for (const int category : one.ask_again()) {
    absl::StrAppend(&line, " ？",
                    ShortName(static_cast<v1::Category>(category)));
  }
  return line + "\n";
}

std::string TextOf(const v1::CompareConsentsResponse& sum) {
  std::string text = absl::StrCat(
      "有効な同意 ", sum.consents(), " 件 / ", sum.consents(),
      " consents that hold\n",
      "－ 同意より狭くなる / less than she agreed to\n",
      "？ 見せるには、もう一度本人に尋ねる / only if she is asked again\n");
  for (const v1::ConsentDifference& one : sum.differences()) {
    absl::StrAppend(&text, LineOf(one));
  }
  return text;
}

void CompareConsents(Session& session, const Candidate& candidate) {
  v1::CompareConsentsRequest request;
  request.set_page_size(100);
  const absl::Status filled = candidate.Fill(request);
  if (!filled.ok()) return session.Finish(filled);
  v1::CompareConsentsResponse sum;
  do {
    const auto page = session.Ask(request);
    if (page == nullptr) return;
    const auto& response =
        static_cast<const v1::CompareConsentsResponse&>(*page);
    sum.set_consents(sum.consents() + response.consents());
    sum.mutable_differences()->MergeFrom(response.differences());
    request.set_page_token(response.next_page_token());
  } while (!request.page_token().empty());
  session.Print(TextOf(sum), ToJson(sum));
}

void Simulate(Session& session, const Candidate& candidate) {
  v1::SimulatePolicyRequest request;
  request.set_page_size(1000);
  const absl::Status filled = candidate.Fill(request);
  if (!filled.ok()) return session.Finish(filled);
  Total total;
  do {
    const auto page = session.Ask(request);
    if (page == nullptr) return;
    const auto& response =
        static_cast<const v1::SimulatePolicyResponse&>(*page);
    total.Add(response);
    request.set_page_token(response.next_page_token());
    SayProgress(absl::StrCat(total.entries(), " 件まで"),
                absl::StrCat(total.entries(), " entries"));
  } while (!request.page_token().empty());
  const v1::SimulatePolicyResponse sum = total.Sum();
  session.Print(TextOf(sum), ToJson(sum));
}

void AddTrial(CLI::App& noun, Session& session, const char* name,
              const char* help,
              void (*run)(Session& session, const Candidate& candidate)) {
  CLI::App* command = noun.add_subcommand(name, help);
  const auto candidate = std::make_shared<Candidate>();
  candidate->AddTo(*command);
  command->callback([&session, candidate, run] { run(session, *candidate); });
}

}  // namespace

void AddGatewayVerbs(CLI::App& noun, Session& session) {
  const auto get = AddVerb<v1::GetPolicyRequest>(
      noun, session, "get", "適用中の方針を見る / the policy in force");
  get.command->add_option_function<int64_t>(
      "--version",
      [request = get.request](int64_t version) {
        request->set_version(version);
      },
      "以前の版 / an earlier one");
  AddTrial(noun, session, "simulate",
           "これまでの判断を案でやり直す / decide what is in the log again",
           &Simulate);
  AddTrial(noun, session, "consents",
           "尋ね直したい同意 / consents that would be asked again",
           &CompareConsents);
  AddAskVerbs(noun, session);
}

}  // namespace tasuki::cli
