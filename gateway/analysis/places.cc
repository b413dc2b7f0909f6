#include "gateway/analysis/places.h"

#include <bit>

#include "gateway/policy/legal_reader.h"

namespace tasuki::analysis {
namespace {

constexpr int kRelations = v1::Relation_MAX + 1;
constexpr int kHolders = kSelf + 1;
constexpr int kPurposes = v1::Purpose_MAX + 1;
constexpr int kClasses = v1::CaseClass_MAX + 1;

constexpr size_t At(Dimension dimension) {
  return static_cast<size_t>(dimension);
}

uint32_t NumberOf(const PlaceValues& values) {
  uint32_t number = values[At(Dimension::kReader)];
  number = number * kRelations + values[At(Dimension::kRelation)];
  number = number * kHolders + values[At(Dimension::kHolder)];
  number = number * kPurposes + values[At(Dimension::kPurpose)];
  return number * kClasses + values[At(Dimension::kClass)];
}

std::vector<int> BitsOf(uint64_t word) {
  std::vector<int> bits;
  for (; word != 0; word &= word - 1) bits.push_back(std::countr_zero(word));
  return bits;
}

}  // namespace

const std::vector<Reader>& LegalReaders() {
  static const auto* const readers = [] {
    auto* const all = new std::vector<Reader>;
    for (int a = 1; a <= v1::AudienceType_MAX; ++a) {
      for (int r = 1; r <= v1::Role_MAX; ++r) {
        const Reader reader = {static_cast<v1::AudienceType>(a),
                               static_cast<v1::Role>(r)};
        if (policy::IsLegalReader(reader.audience, reader.role)) {
          all->push_back(reader);
        }
      }
    }
    return all;
  }();
  return *readers;
}

int ValuesOf(Dimension dimension) {
  switch (dimension) {
    case Dimension::kReader:
      return static_cast<int>(LegalReaders().size());
    case Dimension::kRelation:
      return kRelations;
    case Dimension::kHolder:
      return kHolders;
    case Dimension::kPurpose:
      return kPurposes;
    case Dimension::kClass:
      return kClasses;
    case Dimension::kBasis:
      return policy::kBases;
  }
  return 0;
}

uint64_t AllOf(Dimension dimension) {
  const uint64_t all = (uint64_t{1} << ValuesOf(dimension)) - 1;
  // There is no situation on an unknown ground.
  return dimension == Dimension::kBasis ? all & ~uint64_t{1} : all;
}

uint32_t PlaceCount() {
  return static_cast<uint32_t>(LegalReaders().size()) * kRelations * kHolders *
         kPurposes * kClasses;
}

PlaceValues PlaceAt(uint32_t place) {
  PlaceValues values = {};
  const auto take = [&](Dimension dimension, int count) {
    values[At(dimension)] = static_cast<int>(place % count);
    place /= count;
  };
  take(Dimension::kClass, kClasses);
  take(Dimension::kPurpose, kPurposes);
  take(Dimension::kHolder, kHolders);
  take(Dimension::kRelation, kRelations);
  values[At(Dimension::kReader)] = static_cast<int>(place);
  return values;
}

policy::Situation SituationAt(const PlaceValues& values) {
  policy::Situation situation;
  const Reader& reader = LegalReaders()[values[At(Dimension::kReader)]];
  situation.reader = reader.audience;
  situation.role = reader.role;
  situation.relation =
      static_cast<v1::Relation>(values[At(Dimension::kRelation)]);
  const int holder = values[At(Dimension::kHolder)];
  situation.reader_is_holder = holder == kSelf;
  situation.holder = situation.reader_is_holder
                         ? reader.audience
                         : static_cast<v1::AudienceType>(holder);
  situation.purpose = static_cast<v1::Purpose>(values[At(Dimension::kPurpose)]);
  situation.case_class =
      static_cast<v1::CaseClass>(values[At(Dimension::kClass)]);
  return situation;
}

bool Box::HasPlace(const PlaceValues& place) const {
  for (const Dimension dimension : kDimensions) {
    if (dimension == Dimension::kBasis) continue;
    if (!policy::Has(Of(dimension), place[At(dimension)])) return false;
  }
  return true;
}

Box BoxOf(const policy::ScopeMask& scope, uint64_t bases) {
  Box box;
  for (size_t i = 0; i < LegalReaders().size(); ++i) {
    const Reader& reader = LegalReaders()[i];
    if (policy::Has(scope.readers, reader.audience) &&
        policy::Has(scope.roles, reader.role)) {
      box.Of(Dimension::kReader) |= uint64_t{1} << i;
    }
  }
  const auto known = [](uint64_t values, Dimension dimension) {
    return values & AllOf(dimension);
  };
  box.Of(Dimension::kRelation) = known(scope.relations, Dimension::kRelation);
  box.Of(Dimension::kHolder) = known(scope.holders, Dimension::kHolder);
  box.Of(Dimension::kPurpose) = known(scope.purposes, Dimension::kPurpose);
  box.Of(Dimension::kClass) = known(scope.classes, Dimension::kClass);
  box.Of(Dimension::kBasis) = known(bases, Dimension::kBasis);
  return box;
}

std::vector<uint32_t> PlacesIn(const Box& box) {
  std::vector<uint32_t> places;
  PlaceValues values = {};
  const auto relations = BitsOf(box.Of(Dimension::kRelation));
  const auto holders = BitsOf(box.Of(Dimension::kHolder));
  const auto purposes = BitsOf(box.Of(Dimension::kPurpose));
  const auto classes = BitsOf(box.Of(Dimension::kClass));
  for (const int reader : BitsOf(box.Of(Dimension::kReader))) {
    values[At(Dimension::kReader)] = reader;
    for (const int relation : relations) {
      values[At(Dimension::kRelation)] = relation;
      for (const int holder : holders) {
        values[At(Dimension::kHolder)] = holder;
        for (const int purpose : purposes) {
          values[At(Dimension::kPurpose)] = purpose;
          for (const int value : classes) {
            values[At(Dimension::kClass)] = value;
            places.push_back(NumberOf(values));
          }
        }
      }
    }
  }
  return places;
}

std::vector<uint32_t> RowsOf(const policy::RowIndex& index) {
  // In the order of the numbers; one by one they would cost three times more.
  std::vector<uint32_t> rows;
  rows.reserve(PlaceCount());
  policy::Situation s;
  for (const Reader& reader : LegalReaders()) {
    s.reader = reader.audience;
    s.role = reader.role;
    for (int relation = 0; relation < kRelations; ++relation) {
      s.relation = static_cast<v1::Relation>(relation);
      for (int holder = 0; holder < kHolders; ++holder) {
        s.reader_is_holder = holder == kSelf;
        s.holder = s.reader_is_holder ? reader.audience
                                      : static_cast<v1::AudienceType>(holder);
        for (int purpose = 0; purpose < kPurposes; ++purpose) {
          s.purpose = static_cast<v1::Purpose>(purpose);
          for (int value = 0; value < kClasses; ++value) {
            s.case_class = static_cast<v1::CaseClass>(value);
            rows.push_back(index.Find(s));
          }
        }
      }
    }
  }
  return rows;
}

bool InScope(const policy::ScopeMask& scope, const PlaceValues& place) {
  const Reader& reader = LegalReaders()[place[At(Dimension::kReader)]];
  const int holder = place[At(Dimension::kHolder)];
  return policy::Has(scope.readers, reader.audience) &&
         policy::Has(scope.roles, reader.role) &&
         policy::Has(scope.relations, place[At(Dimension::kRelation)]) &&
         policy::Has(scope.holders,
                     holder == kSelf ? reader.audience : holder) &&
         policy::Has(scope.purposes, place[At(Dimension::kPurpose)]) &&
         policy::Has(scope.classes, place[At(Dimension::kClass)]);
}

}  // namespace tasuki::analysis
