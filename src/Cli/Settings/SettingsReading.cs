using YamlDotNet.Core;
using YamlDotNet.Core.Events;

namespace Cabildo.Cli.Settings;

/// <summary>Reads YAML (of which JSON is a part) event by event, so that what could be read before a mistake is known too, and every key has its line.</summary>
internal sealed class SettingsReading
{
    private const int MaxDepth = 64;
    private readonly Dictionary<AnchorName, SettingNode> _anchors = [];
    private readonly List<SettingProblem> _problems;
    private readonly Parser _parser;
    private int _line = 1;

    private SettingsReading(string text, List<SettingProblem> problems) => (_parser, _problems) = (new Parser(new StringReader(text)), problems);

    /// <summary>The keys of a file, as far as they can be read.</summary>
    /// <param name="text">The file.</param>
    /// <param name="problems">Takes what cannot be read, and keys that come twice.</param>
    /// <returns>The keys, and whether that is all of the file.</returns>
    public static (SettingMap Keys, bool IsWhole) Read(string text, List<SettingProblem> problems)
    {
        var keys = new SettingMap(1);
        var reading = new SettingsReading(text, problems);
        try
        {
            reading.Document(keys);
            return (keys, true);
        }
        catch (YamlException problem)
        {
            problems.Add(new SettingProblem(TabbedLine(text) ?? (int)problem.Start.Line, $"{problem.Message.TrimEnd('.')}. Mind the indentation, the colons, the quotation marks and the brackets on this line and above it."));
        }
        catch (InvalidOperationException)
        {
            // The scanner gives up so, and does not say where.
            problems.Add(new SettingProblem(reading._line, "A bracket or a quotation mark is left open here or below."));
        }

        return (keys, false);
    }

    // Of a tab the scanner says not where it is, but where the keys begin in whose midst it is.
    private static int? TabbedLine(string text)
    {
        var lines = text.Split('\n');
        var at = Array.FindIndex(lines, line => line.TrimStart(' ').StartsWith('\t') && line.Trim().Length > 0);
        return at < 0 ? null : at + 1;
    }

    private void Document(SettingMap keys)
    {
        Next<StreamStart>();
        if (_parser.TryConsume<StreamEnd>(out _))
            return;
        Next<DocumentStart>();
        if (_parser.Accept<Scalar>(out var nothing) && IsNull(nothing))
            Next<Scalar>();
        else if (_parser.Accept<MappingStart>(out var start))
            Map(keys, "", 0, start);
        else
            throw new YamlException(_parser.Current!.Start, _parser.Current.End, "Settings are keys with values, such as 'Urls: http://localhost:8081'.");
        Next<DocumentEnd>();
        if (!_parser.Accept<StreamEnd>(out _))
            throw new YamlException(_parser.Current!.Start, _parser.Current.End, "One file has one document: remove the '---' and what follows it.");
    }

    private void Map(SettingMap into, string path, int depth, MappingStart start)
    {
        Next<MappingStart>();
        while (!_parser.TryConsume<MappingEnd>(out _))
        {
            if (!_parser.Accept<Scalar>(out var key) || key.Value.Length == 0)
                throw new YamlException(_parser.Current!.Start, _parser.Current.End, "A key is a word.");
            Next<Scalar>();
            var name = path.Length == 0 ? key.Value : $"{path}:{key.Value}";
            var (line, at) = ((int)key.Start.Line, into.Entries.FindIndex(entry => entry.Key.Equals(key.Value, StringComparison.OrdinalIgnoreCase)));
            if (at >= 0)
                _problems.Add(new SettingProblem(line, $"{name} is set twice: it is on line {into.Entries[at].Line} too. Remove one of them."));
            Value(name, depth + 1, value => into.Entries.Add((key.Value, line, value)), isKept: at < 0);
        }

        // Only now: nothing may be in itself.
        Remember(start.Anchor, into);
    }

    // A container is added before what is in it, so that it is there when the file breaks off.
    private void Value(string path, int depth, Action<SettingNode> add, bool isKept = true)
    {
        var next = _parser.Current!;
        if (depth > MaxDepth)
            throw new YamlException(next.Start, next.End, $"Settings are nested at most {MaxDepth} deep.");
        Action<SettingNode> keep = isKept ? add : _ => { };
        switch (next)
        {
            case MappingStart start:
                var map = new SettingMap((int)start.Start.Line);
                keep(map);
                Map(map, path, depth, start);
                break;
            case SequenceStart start:
                var list = new SettingList((int)start.Start.Line);
                keep(list);
                List(list, path, depth, start);
                break;
            case AnchorAlias alias:
                Next<AnchorAlias>();
                keep(_anchors.TryGetValue(alias.Value, out var known) ? known : throw new YamlException(alias.Start, alias.End, $"There is no '&{alias.Value}' above this '*{alias.Value}'."));
                break;
            default:
                var scalar = Next<Scalar>();
                var value = new SettingScalar(IsNull(scalar) ? null : scalar.Value, (int)scalar.Start.Line);
                Remember(scalar.Anchor, value);
                keep(value);
                break;
        }
    }

    private void List(SettingList into, string path, int depth, SequenceStart start)
    {
        Next<SequenceStart>();
        while (!_parser.TryConsume<SequenceEnd>(out _))
            Value($"{path}:{into.Items.Count}", depth + 1, into.Items.Add);
        Remember(start.Anchor, into);
    }

    private void Remember(AnchorName anchor, SettingNode node)
    {
        if (!anchor.IsEmpty)
            _anchors[anchor] = node;
    }

    private T Next<T>()
        where T : ParsingEvent
    {
        var next = _parser.Consume<T>();
        _line = Math.Max(_line, (int)next.Start.Line);
        return next;
    }

    private static bool IsNull(Scalar scalar) => scalar.Style == ScalarStyle.Plain && scalar.Value is ("" or "~" or "null");
}
