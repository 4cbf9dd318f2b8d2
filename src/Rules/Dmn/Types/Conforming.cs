using Cabildo.Rules.Dmn.Reading;
using Cabildo.Rules.Feel;
using Cabildo.Rules.Feel.Syntax;
using Cabildo.Rules.Types;
using Cabildo.Rules.Values;

namespace Cabildo.Rules.Dmn.Types;

/// <summary>An expression whose value is of a type: coerced to it, or null with a reason (DMN 1.5 §10.3.2.9.4).</summary>
/// <param name="inner">The expression.</param>
/// <param name="type">The type.</param>
/// <param name="what">What it is the value of, for the reason.</param>
internal sealed class Conforming(Code inner, ItemType type, string what) : Code
{
    /// <summary>The expression itself if the type takes everything. One that can never be of the type is told.</summary>
    public static Code Of(ModelFile file, Code inner, ItemType type, string what)
    {
        if (ReferenceEquals(type, ItemType.Any))
            return inner;
        if (TypeCheck.IsNever(inner.Type, type.Feel))
            file.Problem("wrong-type", $"{what} is declared as `{type.Name}`, and what is written here is a {inner.Type}: the value is always null. Correct one of them.", inner.Place);
        return Folding.Fold(new Conforming(inner, type, what) { Place = inner.Place, Type = type.Feel }, inner);
    }

    public override FeelValue Run(Frame frame, Evaluation evaluation)
    {
        var value = inner.Run(frame, evaluation);
        return value.IsNull ? value : type.Take(value, what, Place, evaluation);
    }
}
