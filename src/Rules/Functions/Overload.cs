using Cabildo.Rules.Types;

namespace Cabildo.Rules.Functions;

/// <summary>A parameter of a built-in function.</summary>
/// <param name="Name">Its name in a call by names.</param>
/// <param name="Type">What it takes.</param>
/// <param name="IsOptional">Whether it may be left out; only the last ones may.</param>
internal sealed record Parameter(string Name, FeelType Type, bool IsOptional = false)
{
    /// <summary>What it is checked for before anything runs: narrower than its type where the function itself says which of many values is wrong.</summary>
    public FeelType Expected { get; init; } = Type;

    /// <summary>What it takes, in words; of a date its midnight is taken.</summary>
    public string Words => Expected == FeelType.DateTime ? "date or date and time" : Expected.Name;

    /// <summary>As it stands in a signature.</summary>
    public override string ToString() => $"{Name}{(IsOptional ? "?" : "")}: {Words}";
}

/// <summary>One way to call a built-in function.</summary>
/// <param name="Parameters">Its parameters.</param>
/// <param name="Body">What it does.</param>
/// <param name="Result">The type of the answer, where it is known.</param>
/// <param name="IsVariadic">Whether the one parameter stands for any number of arguments, but for none.</param>
internal sealed record Overload(Parameter[] Parameters, BuiltInBody Body, FeelType Result, bool IsVariadic = false)
{
    private readonly int _needed = Parameters.Count(parameter => !parameter.IsOptional);

    /// <summary>The parameter of an argument by its place.</summary>
    public Parameter ParameterOf(int argument) => Parameters[IsVariadic ? 0 : argument];

    /// <summary>Whether it may be called with so many arguments.</summary>
    public bool TakesAsMany(int arguments) => arguments >= _needed && (IsVariadic || arguments <= Parameters.Length);

    /// <summary>Whether these are the names of its parameters, in their order.</summary>
    public bool IsInOrder(IReadOnlyList<string> names)
    {
        if (names.Count != Parameters.Length)
            return false;
        for (var i = 0; i < Parameters.Length; i++)
        {
            if (Parameters[i].Name != names[i])
                return false;
        }

        return true;
    }

    /// <summary>Puts arguments by name in the order of the parameters.</summary>
    /// <param name="names">The names, as they are written.</param>
    /// <param name="places">Filled in: for each parameter the place of its argument; -1 if it is left out.</param>
    /// <returns>How many arguments it then has in their order; -1 if these are not names to call it by.</returns>
    public int Arrange(IReadOnlyList<string> names, Span<int> places)
    {
        places.Fill(-1);
        var count = 0;
        for (var i = 0; i < names.Count; i++)
        {
            var place = PlaceOf(names[i]);
            if (place < 0 || places[place] >= 0)
                return -1;
            places[place] = i;
            count = Math.Max(count, place + 1);
        }

        for (var p = 0; p < places.Length; p++)
        {
            if (places[p] < 0 && !Parameters[p].IsOptional)
                return -1;
        }

        return count;
    }

    private int PlaceOf(string name)
    {
        for (var i = 0; i < Parameters.Length; i++)
        {
            if (Parameters[i].Name == name)
                return i;
        }

        return -1;
    }
}
