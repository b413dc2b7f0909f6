#ifndef GATEWAY_CONSENT_STATED_BASIS_TABLE_H_
#define GATEWAY_CONSENT_STATED_BASIS_TABLE_H_

#include <array>
#include <cstdint>
#include <initializer_list>

#include "absl/types/span.h"
#include "tasuki/v1/vocabulary.pb.h"

// The table of stated bases; what it says is asked by stated_basis.h.
namespace tasuki::consent {

// A set of values of an enum below 64.
template <typename Enum>
class SetOf {
 public:
  constexpr SetOf() = default;
  constexpr SetOf(Enum one) : bits_(Bit(one)) {}  // NOLINT: a set of one
  constexpr SetOf(std::initializer_list<Enum> values) {
    for (const Enum value : values) bits_ |= Bit(value);
  }
  constexpr bool Has(Enum value) const {
    return value > 0 && value < 64 && (bits_ & Bit(value)) != 0;
  }
  constexpr bool empty() const { return bits_ == 0; }
  constexpr SetOf Without(Enum value) const {
    SetOf less = *this;
    less.bits_ &= ~Bit(value);
    return less;
  }

 private:
  static constexpr uint64_t Bit(Enum value) { return uint64_t{1} << value; }
  uint64_t bits_ = 0;
};
using Audiences = SetOf<v1::AudienceType>;
using Acts = SetOf<v1::MessageKind>;
using Purposes = SetOf<v1::Purpose>;
using Classes = SetOf<v1::CaseClass>;

struct Way {
  Audiences senders, recipients;
};
// Must she be asked first; and does her will decide?
enum class Asked { kNot, kFirst, kAndHerWill };

// One basis. An act that is an ANSWER answers a REQUEST on the same basis, for
// one of the purposes; any other is the sender's own motion.
struct StatedRow {
  v1::BasisCode basis;
  Acts acts;
  std::array<Way, 3> ways;
  Purposes purposes = {};
  Asked asked = Asked::kNot;
  Classes classes = {};
  bool own_duty = false;  // who receives it acts on a duty of its own
};

// Who acts in the name of an office.
struct OfficeRow {
  v1::RequesterOffice office;
  v1::AudienceType audience;
  SetOf<v1::Role> roles;
};
absl::Span<const StatedRow> StatedRows();
absl::Span<const OfficeRow> OfficeRows();

}  // namespace tasuki::consent

#endif  // GATEWAY_CONSENT_STATED_BASIS_TABLE_H_
