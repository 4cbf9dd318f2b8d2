using YamlDotNet.Core;
using YamlDotNet.Serialization;
using YamlDotNet.Serialization.NamingConventions;
using YamlDotNet.Serialization.NodeDeserializers;

namespace Cabildo.Authority.Facts;

/// <summary>Reads the file of facts. JSON is YAML too.</summary>
internal static class FactsFile
{
    private const int LargestFile = 16 * 1024 * 1024;

    public static InstanceFacts Load(string path)
    {
        try
        {
            if (!File.Exists(path))
                throw new InvalidDataException($"There is no {path}. Set it to the path of the instance's facts.");
            if (new FileInfo(path).Length > LargestFile)
                throw new InvalidDataException($"{path} has more than {LargestFile} bytes.");
            return new FactsReader(path).Read(Parse(path));
        }
        catch (Exception problem) when (problem is IOException or UnauthorizedAccessException)
        {
            throw new InvalidDataException($"{path} cannot be read: {problem.Message}", problem);
        }
    }

    private static FactsDocument Parse(string path)
    {
        try
        {
            using var text = File.OpenText(path);
            return new DeserializerBuilder()
                .WithNamingConvention(CamelCaseNamingConvention.Instance)
                .WithEnforceRequiredMembers()
                .WithDuplicateKeyChecking()
                .WithNodeDeserializer<LineKeeping>(inner => new LineKeeping(inner), where => where.InsteadOf<ObjectNodeDeserializer>())
                .Build()
                .Deserialize<FactsDocument?>(text) ?? throw new InvalidDataException($"{path} is empty.");
        }
        catch (YamlException problem)
        {
            throw new InvalidDataException($"{path}, line {problem.Start.Line}: {problem.InnerException?.Message ?? problem.Message}", problem);
        }
    }

    /// <summary>Tells each mapping the line it begins in, for what is found out about it later.</summary>
    private sealed class LineKeeping(INodeDeserializer inner) : INodeDeserializer
    {
        public bool Deserialize(
            IParser reader, Type expectedType, Func<IParser, Type, object?> nestedObjectDeserializer, out object? value, ObjectDeserializer rootDeserializer)
        {
            var line = reader.Current?.Start.Line ?? 0;
            var done = inner.Deserialize(reader, expectedType, nestedObjectDeserializer, out value, rootDeserializer);
            if (value is FactsNode node)
                node.Line = (int)line;
            return done;
        }
    }
}
