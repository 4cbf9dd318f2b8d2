using System.Diagnostics.CodeAnalysis;
using Cabildo.Platform.Refusals;

namespace Cabildo.Documents.Register;

/// <summary>A value, or why there is none.</summary>
internal readonly record struct Outcome<T>(T? Value, Refusal? Refusal)
    where T : class
{
    public static implicit operator Outcome<T>(T value) => new(value, Refusal: null);

    public static implicit operator Outcome<T>(Refusal refusal) => new(Value: null, refusal);

    public bool IsRefused([NotNullWhen(true)] out Refusal? refusal, [NotNullWhen(false)] out T? value)
    {
        (refusal, value) = (Refusal, Value);
        return refusal is not null;
    }
}
