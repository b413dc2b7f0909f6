#ifndef TESTS_SCENARIO_NARRATOR_H_
#define TESTS_SCENARIO_NARRATOR_H_

#include <map>
#include <string>

#include "absl/strings/string_view.h"
#include "tasuki/v1/vocabulary.pb.h"
#include "tests/scenario/sight.h"

namespace tasuki::scenario {

// Tells the story, Japanese first, English beside; or keeps quiet.
class Narrator {
 public:
  explicit Narrator(bool tells) : tells_(tells) {}

  void Title(absl::string_view ja, absl::string_view en) const;
  void Step(absl::string_view number, absl::string_view ja,
            absl::string_view en) const;
  void Say(absl::string_view ja, absl::string_view en) const;
  // What was refused and how it looked to the one who asked; then, for officers
  // only, why it truly was.
  void Refused(absl::string_view who, absl::string_view outward,
               absl::string_view truly) const;
  // Who sees what: a row per party, a column per category. Nothing where it is
  // as it was the last time.
  void Table(const std::map<std::string, Sight>& sights);
  void Plain(absl::string_view text) const;

 private:
  const bool tells_;
  std::string last_table_;
};

}  // namespace tasuki::scenario

#endif  // TESTS_SCENARIO_NARRATOR_H_
