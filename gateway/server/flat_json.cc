#include "gateway/server/flat_json.h"

#include <nlohmann/json.hpp>
#include <set>
#include <utility>

#include "absl/strings/match.h"

namespace tasuki::server {
namespace {

using Json = nlohmann::json;

// Beyond any date that this could be; keeps arithmetic on times harmless.
constexpr uint64_t kMaxNumber = uint64_t{1} << 40;

// Receives the events of the parser; false stops it. Names are compared as
// decoded, so that an escape cannot hide a repetition.
class Reader final : public nlohmann::json_sax<Json> {
 public:
  bool start_object(size_t) override {
    if (++depth_ == 1) return true;
    names_inside_.clear();
    return depth_ == 2 && result_.objects.emplace(name_, Texts()).second;
  }
  bool end_object() override {
    --depth_;
    return true;
  }
  bool key(string_t& name) override {
    if (depth_ == 1) {
      name_ = name;
      return names_.insert(name).second;
    }
    name_inside_ = name;
    return names_inside_.insert(name).second;
  }
  bool string(string_t& text) override {
    if (depth_ == 0) return false;
    Texts& texts = depth_ == 1 ? result_.texts : result_.objects[name_];
    return texts.emplace(depth_ == 1 ? name_ : name_inside_, std::move(text))
        .second;
  }
  bool number_unsigned(number_unsigned_t number) override {
    return depth_ == 1 && number <= kMaxNumber &&
           result_.numbers.emplace(name_, static_cast<int64_t>(number)).second;
  }
  bool null() override { return false; }
  bool boolean(bool) override { return false; }
  bool number_integer(number_integer_t) override { return false; }
  bool number_float(number_float_t, const string_t&) override { return false; }
  bool binary(binary_t&) override { return false; }
  bool start_array(size_t) override { return false; }
  bool end_array() override { return false; }
  bool parse_error(size_t, const std::string&,
                   const Json::exception&) override {
    return false;
  }

  FlatJson Take() && { return std::move(result_); }

 private:
  using Texts = std::map<std::string, std::string>;
  int depth_ = 0;
  std::string name_, name_inside_;
  std::set<std::string> names_, names_inside_;
  FlatJson result_;
};

}  // namespace

absl::StatusOr<FlatJson> ParseFlatJson(absl::string_view text) {
  Reader reader;
  // Where the parser is too kind: it skips a byte order mark, and takes a NUL
  // for the end of the text.
  if (text.empty() || text.front() != '{' || absl::StrContains(text, '\0') ||
      !Json::sax_parse(text.begin(), text.end(), &reader)) {
    return absl::InvalidArgumentError("not a flat JSON object");
  }
  return std::move(reader).Take();
}

}  // namespace tasuki::server
