#ifndef TESTS_SCENARIO_NARRATOR_H_
#define TESTS_SCENARIO_NARRATOR_H_

#include <map>
#include <set>
#include <string>
#include <vector>

#include "absl/strings/string_view.h"
#include "adapters/cli/words.h"
#include "tasuki/v1/vocabulary.pb.h"
#include "tests/scenario/actor.h"
#include "tests/scenario/sight.h"

namespace tasuki::scenario {

// What somebody was refused, as it looked to the one who asked and as it truly
// was. Without an outward code the answer was "not shared or not present".
struct TellRefusal {
  std::vector<std::string> actors;
  cli::Words attempt;
  v1::RefusalCode outward, truly;
};

// A row of a table: who, and the level of each category.
struct TableRow {
  std::string name;
  std::map<v1::Category, v1::Level> levels;
  std::set<v1::Category> own;  // of the party's own records
  std::string note;
  bool has_changed = false;  // since the last table
};

// Tells the story, Japanese first, English beside; or keeps quiet.
class Narrator {
 public:
  // `cast`: of whom it tells.
  Narrator(bool tells, const std::vector<Actor>& cast)
      : tells_(tells), cast_(cast) {}
  bool tells() const { return tells_; }
  void set_tells(bool tells) { tells_ = tells; }

  void Title(absl::string_view ja, absl::string_view en) const;
  void Step(absl::string_view number, absl::string_view ja,
            absl::string_view en) const;
  void Say(absl::string_view ja, absl::string_view en) const;
  // What happened in plain words; then, for officers only, the true reason
  // where it is another one.
  void Refused(const TellRefusal& refusal) const;
  // Who sees what: a row per party, a column per category that anybody sees,
  // the rows that have changed marked. One line where none has.
  void WhoSeesWhat(const std::map<std::string, Sight>& sights);
  void Table(const std::vector<TableRow>& rows) const;
  // A line as it stands.
  void Line(absl::string_view text) const;

 private:
  const Actor& ActorNamed(absl::string_view name) const;

  bool tells_;
  std::vector<Actor> cast_;
  std::map<std::string, std::string> last_rows_;
};

}  // namespace tasuki::scenario

#endif  // TESTS_SCENARIO_NARRATOR_H_
