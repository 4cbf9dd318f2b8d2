using Cabildo.Rules.Types;
using Cabildo.Rules.Values;
using static Cabildo.Rules.Functions.Arguments;

namespace Cabildo.Rules.Functions;

/// <summary>Functions of contexts (DMN 1.5 §10.3.4.10).</summary>
internal static class ContextFunctions
{
    private const string Key = "key";
    private const string Value = "value";

    public static IReadOnlyList<BuiltInFunction> All =>
    [
        new("get value", Takes(FeelType.Any, GetValue, Needs("m", FeelType.Context), Needs(Key, FeelType.Text))),
        new("get entries", Takes(AnyList, GetEntries, Needs("m", FeelType.Context))),
        new("context", Takes(FeelType.Context, Make, Needs("entries", AnyList) with { Expected = FeelType.ListOf(FeelType.Context) })),
        new(
            "context put",
            Takes(FeelType.Context, Put, Needs("context", FeelType.Context), Needs(Key, FeelType.Text), Needs(Value, FeelType.Any)),
            Takes(FeelType.Context, PutDeep, Needs("context", FeelType.Context), Needs("keys", AnyList) with { Expected = FeelType.ListOf(FeelType.Text) }, Needs(Value, FeelType.Any))),
        new("context merge", Takes(FeelType.Context, Merge, Needs("contexts", AnyList) with { Expected = FeelType.ListOf(FeelType.Context) })),
    ];

    private static FeelValue GetValue(ReadOnlySpan<FeelValue> arguments, Evaluation evaluation)
    {
        if (arguments[0].Context is not { } context || !TryText(arguments[1], evaluation, out var key))
            return arguments[0].IsNull ? Missing(evaluation) : FeelValue.Null;
        return context.TryGet(key, out var value) ? value : evaluation.Null("no-such-entry", $"The context has no entry \"{key}\".");
    }

    private static FeelValue GetEntries(ReadOnlySpan<FeelValue> arguments, Evaluation evaluation)
    {
        if (arguments[0].Context is not { } context)
            return Missing(evaluation);
        // Each is a context of two.
        evaluation.Allocate(2L * context.Entries.Count);
        var entries = new FeelValue[context.Entries.Count];
        for (var i = 0; i < entries.Length; i++)
            entries[i] = FeelValue.Of(new FeelContext(new(Key, context.Entries[i].Key), new(Value, context.Entries[i].Value)));
        return Made(entries, evaluation);
    }

    private static FeelValue Make(ReadOnlySpan<FeelValue> arguments, Evaluation evaluation)
    {
        if (!TryList(arguments[0], evaluation, out var list))
            return FeelValue.Null;
        var entries = new Entries(evaluation);
        foreach (var item in list.Items)
        {
            if (item.Context is not { } entry || !entry.TryGet(Key, out var key) || !entry.TryGet(Value, out var value) || key.Text is not { } name)
                return evaluation.Null("no-entry", $"Entries are contexts with a text called \"key\" and a \"value\"; {item} is none.");
            if (!entries.Add(name, value))
                return evaluation.Null("entry-twice", $"The entry \"{name}\" is there twice.");
        }

        return entries.ToContext();
    }

    private static FeelValue Put(ReadOnlySpan<FeelValue> arguments, Evaluation evaluation)
    {
        if (arguments[0].Context is not { } context || arguments[1].Text is not { } key)
            return Missing(evaluation);
        return With(context, key, arguments[2], evaluation);
    }

    private static FeelValue PutDeep(ReadOnlySpan<FeelValue> arguments, Evaluation evaluation)
    {
        if (arguments[0].Context is not { } context || arguments[1].List is not { } keys)
            return Missing(evaluation);
        if (keys.Count == 0)
            return evaluation.Null("missing-value", "There is no key for the value: the list of keys is empty.");
        // Down the keys to the context that gets the value, then up again to put each context that is new into the one around it.
        var around = new FeelContext[keys.Count];
        for (var i = 0; i < keys.Count; i++)
        {
            evaluation.Step();
            around[i] = context;
            if (keys[i].Text is not { } key)
                return evaluation.Null("wrong-type", $"The keys of a context are texts; {keys[i]} is none.");
            if (i == keys.Count - 1)
                break;
            if (!context.TryGet(key, out var inner) || inner.Context is null)
                return evaluation.Null("no-such-entry", $"There is no context in the entry \"{key}\" to put a value into.");
            context = inner.Context;
        }

        var value = arguments[2];
        for (var i = keys.Count - 1; i >= 0; i--)
            value = With(around[i], keys[i].Text!, value, evaluation);
        return value;
    }

    private static FeelValue With(FeelContext context, string key, FeelValue value, Evaluation evaluation)
    {
        evaluation.Step(context.Entries.Count);
        evaluation.Allocate(context.Entries.Count + 1);
        return FeelValue.Of(context.With(key, value));
    }

    private static FeelValue Merge(ReadOnlySpan<FeelValue> arguments, Evaluation evaluation)
    {
        if (!TryList(arguments[0], evaluation, out var contexts))
            return FeelValue.Null;
        var entries = new Entries(evaluation);
        foreach (var item in contexts.Items)
        {
            if (item.Context is not { } context)
                return evaluation.Null("wrong-type", $"Only contexts can be merged; {item} is none.");
            foreach (var (name, value) in context.Entries)
                entries.Put(name, value);
        }

        return entries.ToContext();
    }

    /// <summary>The entries of a context that is being made, in the order in which their names came first.</summary>
    private sealed class Entries(Evaluation evaluation)
    {
        private readonly List<KeyValuePair<string, FeelValue>> _entries = [];
        private readonly Dictionary<string, int> _places = new(StringComparer.Ordinal);

        public bool Add(string name, FeelValue value)
        {
            evaluation.Step();
            evaluation.Allocate(1);
            if (!_places.TryAdd(name, _entries.Count))
                return false;
            _entries.Add(new(name, value));
            return true;
        }

        public void Put(string name, FeelValue value)
        {
            if (!Add(name, value))
                _entries[_places[name]] = new(name, value);
        }

        public FeelValue ToContext() => FeelValue.Of(new FeelContext([.. _entries]));
    }
}
