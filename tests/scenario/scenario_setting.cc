#include "tests/scenario/scenario_setting.h"

#include <algorithm>

#include "absl/strings/str_cat.h"
#include "absl/strings/strip.h"
#include "gateway/base/check.h"
#include "tests/scenario/story_scenes.h"

namespace tasuki::scenario {
namespace {

constexpr char kSince[] = R"({ from: "2024-04-01" })";

std::string PartyText(const Newcomer& body) {
  return absl::StrCat(
      "parties {\n  name: \"", body.party, "\"\n  display_name_ja: \"", body.ja,
      "\"\n  display_name_en: \"", body.en,
      "\"\n  audience: ", v1::AudienceType_Name(body.audience),
      "\n  obeys_contact_rules: true\n",
      body.in_council ? absl::StrCat("  council_membership ", kSince, "\n")
                      : "",
      body.further, "}\n");
}

std::string PersonText(const Actor& actor) {
  return absl::StrCat("persons {\n  id: \"", actor.person,
                      "\"\n  assignments {\n    party: \"", actor.party,
                      "\"\n    role: ", v1::Role_Name(actor.role),
                      "\n    period ", kSince, "\n  }\n}\n");
}

// One desk for all people of the body.
std::string SystemText(const Newcomer& body) {
  const std::string uri = UriOf(body.people.front());
  return absl::StrCat("systems {\n  id: \"",
                      absl::StripPrefix(uri, "spiffe://tasuki.example/"),
                      "\"\n  parties: \"", body.party, "\"\n}\n");
}

}  // namespace

Actor OfTheSeed(const std::string& name) {
  const auto found =
      std::find_if(Cast().begin(), Cast().end(),
                   [&](const Actor& actor) { return actor.name == name; });
  CHECK(found != Cast().end());
  return *found;
}

Actor OfTheSeed(const std::string& name, v1::Purpose purpose) {
  Actor actor = OfTheSeed(name);
  actor.purpose = purpose;
  return actor;
}

Actor Director() {
  return {"director",
          "児相所長",
          "director of the guidance centre",
          "cgc",
          kCgc,
          "p-cgc-director-1",
          v1::ROLE_CGC_DIR,
          v1::PURPOSE_PROTECTION,
          false};
}

Setting Staged(const std::vector<Actor>& known,
               const std::vector<Newcomer>& newcomers) {
  Setting setting;
  setting.cast = known;
  for (const Newcomer& body : newcomers) {
    absl::StrAppend(&setting.directory, "\n", PartyText(body));
    for (const Actor& actor : body.people) {
      setting.cast.push_back(actor);
      setting.directory += PersonText(actor);
    }
    setting.directory += SystemText(body);
  }
  return setting;
}

}  // namespace tasuki::scenario
