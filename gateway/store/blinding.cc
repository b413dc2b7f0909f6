#include "gateway/store/blinding.h"

#include "absl/strings/str_cat.h"
#include "gateway/audit/encoding.h"

namespace tasuki::store {
namespace {

constexpr size_t kBlindSize = 16;

template <typename Number>
std::string NumberOf(Number number) {
  return audit::U16(static_cast<uint16_t>(number));
}

}  // namespace

std::string Blinding::Blind(absl::string_view place,
                            absl::string_view name) const {
  // The zero byte ends the place, so that no two places share an input.
  return key_.Mac({"tasuki/store/v1/", place, absl::string_view("\0", 1), name})
      .substr(0, kBlindSize);
}

std::string Blinding::Row(const exchange::RowKey& key) const {
  return Blind("row", absl::StrCat(NumberOf(key.table), key.id));
}

std::string Blinding::List(const exchange::IndexKey& key) const {
  return Blind("list", absl::StrCat(NumberOf(key.index), key.key));
}

std::string Blinding::Entry(const exchange::IndexKey& key,
                            absl::string_view id) const {
  return Blind("entry", absl::StrCat(List(key), id));
}

std::string Blinding::Scope(absl::string_view scope) const {
  return Blind("scope", scope);
}

std::string Blinding::Subject(absl::string_view subject) const {
  return Blind("subject", subject);
}

}  // namespace tasuki::store
