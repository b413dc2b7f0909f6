// The seed case between real processes: a test, and with --story a story.
//   seed_story [--story] [--keep FOLDER]

#include <unistd.h>

#include <cstdlib>
#include <filesystem>
#include <iostream>
#include <string>

#include "absl/strings/str_cat.h"
#include "gateway/base/check.h"
#include "tests/scenario/deployment.h"
#include "tests/scenario/narrator.h"
#include "tests/scenario/story.h"

namespace tasuki::scenario {
namespace {

struct Options {
  bool story = false;
  std::string keep;
};

bool ParseOptions(int argc, char** argv, Options& options) {
  for (int i = 1; i < argc; ++i) {
    const std::string argument = argv[i];
    if (argument == "--story") {
      options.story = true;
    } else if (argument == "--keep" && i + 1 < argc) {
      options.keep = argv[++i];
    } else {
      return false;
    }
  }
  return true;
}

std::string NewFolder() {
  std::string name =
      (std::filesystem::temp_directory_path() / "tasuki-story-XXXXXX").string();
  CHECK(mkdtemp(name.data()) != nullptr);
  return name;
}

// Commands that work as they stand, while the folder is there.
void SayHowToGoOn(const std::string& folder) {
  const std::string tasuki = CommandPath();
  std::cout << "\n続きを自分の目で（データは " << folder
            << " に残っています）\n"
            << "Go on by yourself (the data stays in " << folder << "):\n\n"
            << "  " << GatewayPath() << " " << folder
            << "/gateway/gateway.txtpb &   # 起動 / start\n"
            << "  export TASUKI_PROFILE=" << folder
            << "/partners/mh/profile.txtpb   # 母子保健として / as maternal "
               "health\n"
            << "  " << tasuki << " case list\n"
            << "  " << tasuki << " message list\n"
            << "  " << tasuki << " --profile " << folder
            << "/partners/officer/profile.txtpb audit search --page-size 5\n"
            << "  " << tasuki << " --profile " << folder
            << "/partners/npo/profile.txtpb audit verify " << folder
            << "/partners/npo/receipt.tlog-proof   # 接続なし / offline\n"
            << "  " << tasuki << " audit verify-log " << folder
            << "/gateway/gateway.txtpb   # 止めてから / once stopped\n";
}

int Run(const Options& options) {
  const bool keeps = !options.keep.empty();
  if (keeps && std::filesystem::exists(options.keep) &&
      !std::filesystem::is_empty(options.keep)) {
    std::cerr << options.keep << ": 空ではありません / is not empty\n";
    return 2;
  }
  const std::string folder =
      keeps ? std::filesystem::absolute(options.keep).string() : NewFolder();
  const Narrator narrator(options.story);
  narrator.Title("妊娠SOSから母子保健へ、そして一つのチームへ",
                 "From a pregnancy SOS to maternal health, and to one team");
  int failures = 0;
  {
    Deployment deployment(folder);
    Narrator voice(options.story);
    failures = Story(deployment, voice).Play();
    if (deployment.StopGateway() != 0) ++failures;
    const Outcome checked = deployment.Command(
        "officer",
        {"audit", "verify-log", deployment.Path("gateway/gateway.txtpb")});
    narrator.Plain("\n" + checked.output);
    if (checked.exit_code != 0) {
      std::cerr << "FAILED: audit verify-log\n" << checked.output;
      ++failures;
    }
  }
  if (options.story && keeps) SayHowToGoOn(folder);
  if (!keeps) std::filesystem::remove_all(folder);
  return failures == 0 ? 0 : 1;
}

}  // namespace
}  // namespace tasuki::scenario

int main(int argc, char** argv) {
  tasuki::scenario::Options options;
  if (!tasuki::scenario::ParseOptions(argc, argv, options)) {
    std::cerr << "seed_story [--story] [--keep FOLDER]\n";
    return 2;
  }
  return tasuki::scenario::Run(options);
}
