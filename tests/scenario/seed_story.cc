// The seed case, or another, between real processes: a test, and with --story a
// story.
//   seed_story [--story] [--keep FOLDER] [--branch NAME | --scenario NAME]

#include <filesystem>
#include <iostream>
#include <string>
#include <vector>

#include "absl/strings/str_cat.h"
#include "tests/scenario/deployment.h"
#include "tests/scenario/narrator.h"
#include "tests/scenario/story.h"
#include "tests/scenario/story_report.h"
#include "tests/temporary_directory.h"

namespace tasuki::scenario {
namespace {

struct Options {
  bool story = false;
  std::string keep;
  const Branch* branch = nullptr;
  const Scenario* scenario = nullptr;

  const Setting& setting() const {
    if (branch != nullptr) return branch->setting;
    return scenario == nullptr ? SeedSetting() : scenario->setting;
  }
};

template <typename Tale>
const Tale* Named(absl::string_view name, const std::vector<Tale>& tales) {
  for (const Tale& tale : tales) {
    if (tale.name == name) return &tale;
  }
  return nullptr;
}

bool ParseOptions(int argc, char** argv, Options& options) {
  for (int i = 1; i < argc; ++i) {
    const std::string argument = argv[i];
    if (argument == "--story") {
      options.story = true;
    } else if (argument == "--keep" && i + 1 < argc) {
      options.keep = argv[++i];
    } else if (argument == "--branch" && i + 1 < argc) {
      options.branch = Named(argv[++i], Branches());
      if (options.branch == nullptr) return false;
    } else if (argument == "--scenario" && i + 1 < argc) {
      options.scenario = Named(argv[++i], Scenarios());
      if (options.scenario == nullptr) return false;
    } else {
      return false;
    }
  }
  return options.branch == nullptr || options.scenario == nullptr;
}

// A path as somebody in this folder would type it.
std::string Typed(const std::string& path) {
  const std::string near = std::filesystem::proximate(path).string();
  return near.rfind("..", 0) == 0 ? path : near;
}

// What to type next, and the exit code that it ends with.
struct NextCommand {
  std::string command, ja, en;
  int exit_code = 0;
};

// `as mh case list` looks as maternal health.
std::string DefinitionOfAs(const std::string& folder) {
  return absl::StrCat("as() { who=$1; shift\n       ", Typed(CommandPath()),
                      " \\\n       --profile ", folder,
                      "/partners/$who/profile.txtpb \"$@\"; }");
}

std::vector<NextCommand> CommandsWhileStopped(const std::string& folder) {
  return {{absl::StrCat("as npo audit verify ", folder,
                        "/partners/npo/receipt.tlog-proof"),
           "受領証を確かめる", "check a receipt"},
          {absl::StrCat("as npo audit verify-log ", folder,
                        "/gateway/gateway.txtpb"),
           "ログ全体を確かめる", "check the whole log"}};
}

std::vector<NextCommand> CommandsWhileRunning(const std::string& a_case) {
  return {
      {"as mh case list", "母子保健の一覧", "maternal health: its cases"},
      {absl::StrCat("as mh case get ", a_case), "母子保健が見る K-17",
       "K-17 as it sees it"},
      {absl::StrCat("as sup case get ", a_case), "統括が見る K-17",
       "as supervision sees it"},
      {absl::StrCat("as fs case get ", a_case), "チームを外れた家庭支援",
       "family support, off the team", 4},
      {"as officer audit search --page-size 5", "情報管理責任者", "officer"},
      {"as npo audit reconcile", "持っている証拠をすべて照合",
       "check all evidence held"}};
}

void PrintCommands(const std::vector<NextCommand>& commands) {
  for (const NextCommand& next : commands) {
    std::cout << "  # " << next.ja << " / " << next.en << "\n  " << next.command
              << "\n";
  }
}

void SayHowToGoOn(const std::string& folder, const std::string& a_case) {
  std::cout << "\n── 続きを自分の目で（データは " << folder
            << " に残っています。いらなくなったら消してください）\n"
            << "   Go on by yourself (the data stays in " << folder
            << "; remove it when you are done)\n\n  " << DefinitionOfAs(folder)
            << "\n";
  PrintCommands(CommandsWhileStopped(folder));
  std::cout << "  # ゲートウェイを起動、serving と出たら / start it, wait for "
               "\"serving\"\n  "
            << Typed(GatewayPath()) << " " << folder
            << "/gateway/gateway.txtpb &\n";
  PrintCommands(CommandsWhileRunning(a_case));
  std::cout << "  # 止める / stop it\n  kill %1\n\n"
            << "   引数と終了コード / arguments, exit codes: "
               "docs/operations/cli.md\n";
}

void SayHowToKeep() {
  std::cout
      << "\n   データは消しました。残して続きを見るには --keep FOLDER を付けて"
         "ください。\n"
         "   The data is gone; with --keep FOLDER it stays, to go on with."
         "\n";
}

// What is printed does work: each ends as it should.
int RunCommands(const std::string& folder,
                const std::vector<NextCommand>& commands) {
  int failures = 0;
  for (const NextCommand& next : commands) {
    const Outcome outcome =
        RunToEnd({"/bin/sh", "-c",
                  absl::StrCat(DefinitionOfAs(folder), "\n", next.command)});
    if (outcome.exit_code == next.exit_code) continue;
    ++failures;
    std::cerr << "FAILED: " << next.command << "\n"
              << outcome.output << outcome.errors;
  }
  return failures;
}

template <typename Tale>
int PlayTale(Story& story, const Tale& tale) {
  const int failures = story.Play(tale);
  return failures + (story.deployment().StopGateway() == 0 ? 0 : 1);
}

int PlayIn(const std::string& folder, const Options& options) {
  Deployment deployment(folder, options.setting());
  Narrator narrator(options.story, deployment.cast());
  Story story(deployment, narrator);
  if (options.branch != nullptr) return PlayTale(story, *options.branch);
  if (options.scenario != nullptr) return PlayTale(story, *options.scenario);
  int failures = story.Play();
  if (deployment.StopGateway() != 0) ++failures;
  failures += ReportWhileTheGatewayIsAway(deployment, narrator);
  const std::string typed = Typed(deployment.folder());
  failures += RunCommands(typed, CommandsWhileStopped(typed));
  deployment.StartGateway();
  failures += ReportIsOnTheDesk(deployment, narrator);
  failures += RunCommands(typed, CommandsWhileRunning(story.a_case()));
  if (deployment.StopGateway() != 0) ++failures;
  if (options.story && !options.keep.empty()) {
    SayHowToGoOn(typed, story.a_case());
  } else if (options.story) {
    SayHowToKeep();
  }
  return failures;
}

// Is there something in the way of a new deployment?
bool IsTaken(const std::string& path) {
  return std::filesystem::exists(path) &&
         !(std::filesystem::is_directory(path) &&
           std::filesystem::is_empty(path));
}

int Run(const Options& options) {
  if (IsTaken(options.keep)) {
    std::cerr << options.keep
              << ": 空ではありません。消すか、別の名前にしてください / is not "
                 "empty; remove it or name another\n";
    return 2;
  }
  const Narrator narrator(options.story, {});
  if (options.branch != nullptr) {
    narrator.Title(options.branch->ja, options.branch->en);
  } else if (options.scenario != nullptr) {
    narrator.Title(options.scenario->ja, options.scenario->en);
  } else {
    narrator.Title("妊娠SOSから母子保健へ、そして一つのチームへ",
                   "From a pregnancy SOS to maternal health, and to one team");
  }
  const TemporaryDirectory temporary;
  const int failures = PlayIn(
      options.keep.empty() ? temporary.path().string() : options.keep, options);
  return failures == 0 ? 0 : 1;
}

}  // namespace
}  // namespace tasuki::scenario

int main(int argc, char** argv) {
  tasuki::scenario::Options options;
  if (!tasuki::scenario::ParseOptions(argc, argv, options)) {
    std::cerr << "seed_story [--story] [--keep FOLDER] "
                 "[--branch NAME | --scenario NAME]\n";
    return 2;
  }
  return tasuki::scenario::Run(options);
}
