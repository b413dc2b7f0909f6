#ifndef GATEWAY_EXCHANGE_NEWER_WORD_H_
#define GATEWAY_EXCHANGE_NEWER_WORD_H_

#include <functional>
#include <set>
#include <string>

#include "absl/status/statusor.h"
#include "gateway/exchange/context.h"
#include "gateway/exchange/correction.h"
#include "tasuki/v1/record.pb.h"
#include "tasuki/v1/state.pb.h"

// Which of two words is the newer one. A correction mends what was said and
// says it no later: a statement is as old as its first version.
namespace tasuki::exchange {

// The first version of the section with this id: itself, if it corrects none.
absl::StatusOr<Version> FirstVersion(Reading& state, const std::string& id);

// What is looked for in records of some kinds. `taken_back`: it was retracted,
// and nothing stands in its place.
struct Word {
  std::set<v1::SectionKind> kinds;
  std::function<bool(const v1::Record& record, bool taken_back)> is_said;
};

// Did one of these parties say the word of the same subject in a statement,
// none that it received, that is newer than the one that `draft` corrects? Each
// counts by its newest version. False of a draft that corrects nothing: nothing
// is newer.
absl::StatusOr<bool> IsSaidSince(Context& context,
                                 const std::set<std::string>& parties,
                                 const v1::SectionRow& draft, const Word& word);

}  // namespace tasuki::exchange

#endif  // GATEWAY_EXCHANGE_NEWER_WORD_H_
